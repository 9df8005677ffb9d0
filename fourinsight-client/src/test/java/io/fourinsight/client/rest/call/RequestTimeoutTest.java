package io.fourinsight.client.rest.call;

import static io.fourinsight.client.testing.ScriptedServer.raw;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code requestTimeout} bounds: everything. Where it is broken, these tests hang, so each has its own limit. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RequestTimeoutTest {

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";

    private final ScriptedServer server = new ScriptedServer(reply(200, "1"));
    private final RestRig rig = new RestRig().poolSize(1);

    @BeforeEach
    void connect() {
        // so that the short time is not spent on loading classes
        rig.json(get());
        server.seen().clear();
        rig.requestTimeout(SHORT);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        rig.close();
    }

    @Test
    void stalledHeaders() {
        server.script((request, out) -> server.stall());

        assertTimesOutAndLeavesThePoolUsable();
    }

    @Test
    void stalledBody() {
        server.script((request, out) -> {
            raw(out, HEAD + "[");
            server.stall();
        });

        assertTimesOutAndLeavesThePoolUsable();
    }

    @Test
    void tricklingBody() {
        server.script((request, out) -> {
            raw(out, HEAD);
            trickle(out);
        });

        assertTimesOutAndLeavesThePoolUsable();
    }

    @Test
    void tricklingChunks() {
        server.script((request, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n");
            trickle(out);
        });

        assertTimesOutAndLeavesThePoolUsable();
    }

    @Test
    void aStalledErrorBodyDoesNotHideTheStatus() {
        server.script((request, out) -> {
            raw(out, "HTTP/1.1 500 Oops\r\nContent-Length: 1000000\r\n\r\nit broke");
            server.stall();
        });

        RestException.Status failure = catchThrowableOfType(RestException.Status.class, () -> rig.json(get()));

        assertThat(failure.status()).isEqualTo(500);
        assertThat(failure.body()).startsWith("it broke");
        assertPoolUsable();
    }

    @Test
    void anEndlessErrorBodyIsNotReadToItsEnd() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        server.script((request, out) -> {
            raw(out, "HTTP/1.1 500 Oops\r\nContent-Length: 1000000000000\r\n\r\n");
            flood(out, gone);
        });

        rig.requestTimeout(LONG);
        RestException.Status failure = catchThrowableOfType(RestException.Status.class, () -> rig.json(get()));

        assertThat(failure.body()).hasSize(RestResponse.ERROR_BODY_LIMIT);
        assertThat(gone.await(5, TimeUnit.SECONDS)).as("connection closed").isTrue();
        assertPoolUsable();
    }

    @Test
    void anAnswerThatIsNoJsonFromItsFirstByteIsNotReadToItsEnd() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        server.script((request, out) -> {
            raw(out, HEAD.replace("1000000", "1000000000000"));
            flood(out, gone);
        });

        rig.requestTimeout(LONG);
        RestRequest request = get();
        assertThatThrownBy(() -> rig.client().send(request, rig.caller(), response -> {
                    response.body().read();
                    throw new RestException.Malformed(request.method(), request.uri(), "no");
                }))
                .isInstanceOf(RestException.Malformed.class);
        assertThat(gone.await(5, TimeUnit.SECONDS)).as("connection closed").isTrue();
    }

    @Test
    void theReadingOfAnOpenedStreamIsBoundedToo() throws IOException {
        server.script((request, out) -> {
            raw(out, HEAD + "abc");
            server.stall();
        });

        try (InputStream stream = rig.client().open(get(), rig.caller())) {
            assertThat(stream.readNBytes(3)).asString().isEqualTo("abc");
            assertThatThrownBy(stream::read)
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessageContaining("requestTimeout");
            assertThatThrownBy(() -> stream.skip(1)).isInstanceOf(InterruptedIOException.class);
        }
        assertPoolUsable();
    }

    @Test
    void aTricklingStreamIsBounded() throws IOException {
        server.script((request, out) -> {
            raw(out, HEAD);
            trickle(out);
        });

        try (InputStream stream = rig.client().open(get(), rig.caller())) {
            assertThatThrownBy(stream::readAllBytes).isInstanceOf(InterruptedIOException.class);
        }
    }

    @Test
    void closingAnUnfinishedStreamDoesNotReadTheRest() throws Exception {
        server.script((request, out) -> {
            raw(out, HEAD + "abc");
            server.stall();
        });
        rig.requestTimeout(LONG);

        try (InputStream stream = rig.client().open(get(), rig.caller())) {
            assertThat(stream.read()).isEqualTo('a');
        }

        assertPoolUsable();
    }

    @Test
    void aRetryAfterLongerThanTheTimeLeftFailsAtOnce() {
        server.script(reply(503, "", "Retry-After: 30"));

        RestException.Status failure = catchThrowableOfType(RestException.Status.class, () -> rig.json(get()));

        assertThat(server.seen()).hasSize(1);
        assertThat(rig.pauses()).isEmpty();
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
    }

    @Test
    void attemptsDoNotGetMoreTimeEach() {
        CountDownLatch failedOnce = new CountDownLatch(1);
        server.script((request, out) -> {
            if (failedOnce.getCount() > 0) {
                failedOnce.countDown();
                throw new ScriptedServer.HangUp();
            }
            server.stall();
        });
        rig.requestTimeout(Duration.ofMillis(900));

        assertTimesOut();
        assertThat(server.seen()).hasSize(2);
    }

    private void assertTimesOutAndLeavesThePoolUsable() {
        assertTimesOut();
        assertThat(server.seen()).hasSize(1);
        assertPoolUsable();
    }

    /** The only connection can be had again; the thread of the deadline may give it back a moment after the error came out. */
    private void assertPoolUsable() {
        server.script(reply(200, "1"));
        assertThat(rig.requestTimeout(LONG).json(get())).isEqualTo(1);
    }

    private void assertTimesOut() {
        RestException.Transport failure = catchThrowableOfType(RestException.Transport.class, () -> rig.json(get()));
        assertThat(failure.getCause()).isInstanceOf(InterruptedIOException.class);
        assertThat(failure).hasMessageContaining("PT0.");
    }

    private RestRequest get() {
        return RestRequest.get(server.uri("/x"));
    }

    private static void flood(OutputStream out, CountDownLatch gone) throws IOException {
        byte[] block = new byte[64 * 1024];
        try {
            while (true) {
                out.write(block);
            }
        } finally {
            gone.countDown();
        }
    }

    /** A byte now and then: each read of the client succeeds. */
    private static void trickle(OutputStream out) throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (!never.await(20, TimeUnit.MILLISECONDS)) {
                raw(out, " ");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
