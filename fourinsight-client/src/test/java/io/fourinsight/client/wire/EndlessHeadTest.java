package io.fourinsight.client.wire;

import static io.fourinsight.client.testing.ScriptedServer.raw;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fourinsight.client.FourInsight;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.BlobRequest;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.call.RestRig;
import io.fourinsight.client.rest.url.SignedUrl;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that never come to the end of a head; where nothing limits it, what they send is counted by a server's own limit. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndlessHeadTest {

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    /** More than sockets and buffers hold, and less than a heap. */
    private static final int ENOUGH = 32 << 20;

    enum Endless {
        STATUS_LINE("HTTP/1.1 200 ", "x", "a line of more than 64 KiB in its head"),
        HEADER("HTTP/1.1 200 OK\r\nServer: ", "x", "a line of more than 64 KiB in its head"),
        FOLDED_HEADER("HTTP/1.1 200 OK\r\nServer: a\r\n", " " + "x".repeat(60) + "\r\n", "a line of more than 64 KiB"),
        HEADERS("HTTP/1.1 200 OK\r\n", "Server: " + "x".repeat(90) + "\r\n", "more than 512 KiB of lines in its head"),
        SHORT_HEADERS("HTTP/1.1 200 OK\r\n", "a:\r\n", "more than 10000 lines in its head"),
        ANNOUNCEMENTS("", "HTTP/1.1 100 Continue\r\n\r\n", "more than 512 KiB of lines in its head"),
        HINTS("", "HTTP/1.1 103 Early\r\nLink: x\r\n\r\n", "more than 512 KiB of lines in its head"),
        EXTENSION(CHUNKED + "1;", "x", "a line of more than 64 KiB in its chunk sizes"),
        EXTENSIONS(CHUNKED, "1;" + "x".repeat(1000) + "\r\n \r\n", "more than 512 KiB of lines in its chunk sizes"),
        TRAILER(CHUNKED + "0\r\nA: ", "x", "a line of more than 64 KiB in its chunk sizes"),
        TRAILERS(CHUNKED + "0\r\n", "Server: " + "x".repeat(90) + "\r\n", "more than 512 KiB of lines in its chunk"),
        SHORT_TRAILERS(CHUNKED + "0\r\n", "a:\r\n", "more than 10000 lines in its chunk sizes");

        private final String start;
        private final String again;
        private final String message;

        Endless(String start, String again, String message) {
            this.start = start;
            this.again = again;
            this.message = message;
        }
    }

    private final CountDownLatch gone = new CountDownLatch(1);
    private final ScriptedServer server = new ScriptedServer(reply(200, ""));
    private final RestRig rig = new RestRig().poolSize(1);

    @AfterEach
    void close() throws IOException {
        server.close();
        rig.close();
    }

    private ScriptedServer.Script endless(Endless kind) {
        return (request, out) -> {
            try {
                raw(out, kind.start);
                flood(out, kind.again);
                server.stall();
            } catch (IOException e) {
                gone.countDown();
                throw e;
            }
        };
    }

    private static void flood(OutputStream out, String text) throws IOException {
        byte[] block = text.repeat(1 + (64 << 10) / text.length()).getBytes(StandardCharsets.US_ASCII);
        for (int sent = 0; sent < ENOUGH; sent += block.length) {
            out.write(block);
        }
        out.flush();
    }

    private String host() {
        return "localhost:" + server.uri("/").getPort();
    }

    private void assertRefused(Throwable failure, String message) throws InterruptedException {
        assertThat(failure)
                .isInstanceOf(RestException.Malformed.class)
                .hasCauseInstanceOf(OversizedHeadException.class)
                .hasMessageContaining("The answer of " + host() + " has " + message);
        assertThat(gone.await(10, TimeUnit.SECONDS)).as("connection closed").isTrue();
        assertThat(server.seen()).as("the same would come again").hasSize(1);
        assertThat(rig.leased()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerOfAServiceIsLeft(Endless kind) throws Exception {
        server.script(endless(kind));

        assertRefused(catchThrowable(() -> rig.json(RestRequest.get(server.uri("/x")))), kind.message);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerOfABlobStoreIsLeft(Endless kind) throws Exception {
        server.script(endless(kind));

        assertRefused(
                catchThrowable(() -> rig.blobs()
                        .send(
                                BlobRequest.get(SignedUrl.parse(
                                        server.uri("/a.csv?sig=s").toString())),
                                response -> response.body().readAllBytes())),
                kind.message);
    }

    @Test
    void aStreamThatIsReadLaterEndsWithTheSameError() throws Exception {
        server.script(endless(Endless.TRAILERS));

        try (InputStream stream = rig.client().open(RestRequest.get(server.uri("/x")), rig.caller())) {
            assertThatThrownBy(stream::readAllBytes)
                    .isInstanceOf(OversizedHeadException.class)
                    .hasMessageContaining(host());
        }
    }

    @Test
    void headsUpToTheLimitAreRead() {
        String line = "X: " + "x".repeat((64 << 10) - 3) + "\r\n";
        server.script((request, out) -> raw(
                out,
                "HTTP/1.1 103 Early\r\n" + line.repeat(4) + "\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
                        + line.repeat(3) + "\r\n" + "2;" + line.substring(4) + "[1\r\n1\r\n]\r\n0\r\n" + line.repeat(6)
                        + "\r\n"));

        // the second answer over the same connection has a limit of its own
        assertThat(rig.json(RestRequest.get(server.uri("/x")))).asString().isEqualTo("[1]");
        assertThat(rig.json(RestRequest.get(server.uri("/x")))).asString().isEqualTo("[1]");
        assertThat(server.connections()).isOne();
    }

    @Test
    void aBodyOfManySmallChunksIsNotTakenForAHead() {
        int count = 300_000;
        server.script((request, out) -> {
            raw(out, CHUNKED);
            raw(out, "1\r\n \r\n".repeat(count) + "1;a=b\r\n1\r\n0\r\n\r\n");
        });

        assertThat(rig.json(RestRequest.get(server.uri("/x")))).isEqualTo(1);
    }

    @Test
    void aHeadThatComesSlowlyIsBoundedByTheRequestTimeout() {
        CountDownLatch never = new CountDownLatch(1);
        server.script((request, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\n");
            try {
                while (!never.await(10, TimeUnit.MILLISECONDS)) {
                    raw(out, "a: b\r\n");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> rig.requestTimeout(Duration.ofMillis(300)).json(RestRequest.get(server.uri("/x"))))
                .isInstanceOf(RestException.Transport.class)
                .hasCauseInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("requestTimeout");
    }

    /** Tokens, and a pool without limits that a program sets. */
    @Test
    void theFrontDoorsClientsAreBoundedWhateverPoolIsSet() throws Exception {
        server.script(endless(Endless.HEADERS));
        String url = server.uri("/").toString();

        try (PoolingHttpClientConnectionManager own = new PoolingHttpClientConnectionManager();
                FourInsight fourInsight = FourInsight.builder()
                        .credentials("client", "secret")
                        .tokenUrl(url)
                        .url(Service.API, url)
                        .url(Service.RESERVOIR, url)
                        .httpClient(builder -> builder.setConnectionManager(own))
                        .build()) {
            assertThatThrownBy(() -> fourInsight.api().get("/x", null))
                    .hasMessageContaining(Endless.HEADERS.message)
                    .hasMessageContaining(host());
        }
        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
