package io.fourinsight.client.rest.call;

import static io.fourinsight.client.testing.ScriptedServer.raw;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static io.fourinsight.client.testing.ScriptedServer.sequence;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestClientAnswerTest {

    private static final ScriptedServer.Script OK = reply(200, "{\"ok\":true}");

    private final RestRig rig = new RestRig();
    private final ScriptedServer server = new ScriptedServer(OK);

    @AfterEach
    void close() throws IOException {
        rig.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1]",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n[1]\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n[1]"
            })
    void aBodyThatEndsTooEarlyIsAskedForAgainAndThenAnError(String answer) {
        ScriptedServer.Script cut = (request, out) -> {
            raw(out, answer);
            throw new ScriptedServer.HangUp();
        };
        server.script(sequence(cut, OK));
        assertThat(rig.json(get())).isEqualTo(Map.of("ok", true));

        server.script(cut);
        RestException.Transport failure = catchThrowableOfType(RestException.Transport.class, () -> rig.json(get()));

        assertThat(failure.getCause()).isInstanceOf(IOException.class);
        assertThat(server.seen()).hasSize(2 + 4);
    }

    @Test
    void anOpenedStreamThatEndsTooEarlyFailsAndGoesOnFailing() throws IOException {
        server.script((request, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
            throw new ScriptedServer.HangUp();
        });

        try (InputStream stream = rig.client().open(get(), rig.caller())) {
            assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
            assertThatThrownBy(stream::read).as("no end of file").isInstanceOf(IOException.class);
        }
        assertThat(rig.leased()).isZero();
    }

    @Test
    void whatIsNoHttpIsNotQuoted() {
        server.script((request, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nconfidential\r\n");
            throw new ScriptedServer.HangUp();
        });

        assertThatThrownBy(() -> rig.json(get()))
                .isInstanceOf(RestException.Transport.class)
                .hasMessageNotContaining("confidential")
                .hasStackTraceContaining("broke the rules of HTTP")
                .satisfies(e -> assertThat(e.getCause()).hasMessageNotContaining("confidential"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreNotFollowed(int status) {
        try (ScriptedServer elsewhere = new ScriptedServer(OK)) {
            server.script(reply(status, "", "Location: " + elsewhere.uri("/caught")));

            RestException.Status failure = catchThrowableOfType(RestException.Status.class, () -> rig.json(get()));

            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.headers()).containsKey("Location");
            assertThat(elsewhere.connections()).isZero();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void cookiesAreNotKept() {
        server.script(reply(200, "1", "Set-Cookie: tenant=a; Path=/"));

        rig.json(get());
        rig.json(get());

        assertThat(server.seen()).hasSize(2).allSatisfy(request -> assertThat(request.header("cookie"))
                .isNull());
    }

    @Test
    void twoCallersInParallelKeepTheirTokensApart() {
        CyclicBarrier together = new CyclicBarrier(2);
        server.script((request, out) -> {
            try {
                together.await(5, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IOException(e);
            }
            String who = request.header("authorization");
            ScriptedServer.write(
                    out, 200, ("\"" + who + " " + request.target() + "\"").getBytes(UTF_8), "Set-Cookie: who=" + who);
        });

        List<CompletableFuture<Void>> callers = Stream.of("anna", "bo")
                .map(name -> {
                    RequestContext caller = RequestContext.of(new NumberedTokens(name));
                    RestRequest request = RestRequest.get(server.uri("/" + name));
                    RestClient client = rig.client();
                    Runnable calls = () -> {
                        for (int i = 0; i < 20; i++) {
                            assertThat(client.send(request, caller, Json.reader(request)))
                                    .isEqualTo("Bearer " + name + "-1 /" + name);
                        }
                    };
                    // each on a thread of its own: Java 25 has but one for all by default if there are two processors
                    return CompletableFuture.runAsync(calls, task -> new Thread(task).start());
                })
                .toList();

        callers.forEach(CompletableFuture::join);
        assertThat(server.seen()).hasSize(40).allSatisfy(request -> assertThat(request.header("cookie"))
                .isNull());
    }

    @Test
    void gzipIsDecodedAndItsConnectionReused() throws IOException {
        byte[] packed = gzip("{\"a\":\"æ\"}");
        server.script((request, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n");
            raw(out, Integer.toHexString(packed.length) + "\r\n");
            out.write(packed);
            raw(out, "\r\n0\r\n\r\n");
        });

        assertThat(rig.json(get())).isEqualTo(Map.of("a", "æ"));
        assertThat(rig.json(get())).isEqualTo(Map.of("a", "æ"));
        try (InputStream stream = rig.client().open(get(), rig.caller())) {
            assertThat(stream.readAllBytes()).asString(UTF_8).isEqualTo("{\"a\":\"æ\"}");
        }
        assertThat(rig.json(get())).isEqualTo(Map.of("a", "æ"));

        assertThat(server.seen().get(0).header("accept-encoding")).contains("gzip");
        assertThat(server.connections()).isOne();
    }

    @Test
    void anErrorPageMayBeCompressedOrInAnUnknownCharset() throws IOException {
        byte[] packed = gzip("no such thing");
        server.script((request, out) -> ScriptedServer.write(
                out, 404, packed, "Content-Encoding: gzip", "Content-Type: text/plain; charset=martian"));

        RestException.Status failure = catchThrowableOfType(RestException.Status.class, () -> rig.json(get()));

        assertThat(failure.body()).isEqualTo("no such thing");
    }

    @Test
    void noContentIsNull() {
        server.script(reply(204, ""));

        assertThat(rig.json(RestRequest.of("DELETE", server.uri("/x"), null))).isNull();
        assertThat(rig.json(get())).isNull();
        assertThat(server.connections()).isOne();
    }

    @Test
    void fiftyCallsUseOneConnectionWhateverTheirStatus() {
        ScriptedServer.Script malformed = reply(200, "<html>");
        for (int i = 0; i < 50; i++) {
            server.script(
                    switch (i % 5) {
                        case 0 -> reply(404, "nothing here");
                        case 1 -> reply(500, "");
                        case 2 -> sequence(reply(401, "who?"), sequence(reply(503, "busy"), OK));
                        case 3 -> malformed;
                        default -> OK;
                    });
            try {
                rig.json(get());
            } catch (RestException e) {
                assertThat(e).isNotInstanceOf(RestException.Transport.class);
            }
            assertThat(rig.leased()).isZero();
        }

        assertThat(server.seen()).hasSizeGreaterThan(50);
        assertThat(server.connections()).isOne();
    }

    @Test
    void aStreamReadToItsEndGivesItsConnectionBackBeforeItIsClosed() throws IOException {
        try (InputStream stream = rig.client().open(get(), rig.caller())) {
            assertThat(stream.readAllBytes()).asString().isEqualTo("{\"ok\":true}");
            assertThat(rig.leased()).isZero();
        }
        rig.json(get());

        assertThat(server.connections()).isOne();
    }

    private RestRequest get() {
        return RestRequest.get(server.uri("/x"));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
