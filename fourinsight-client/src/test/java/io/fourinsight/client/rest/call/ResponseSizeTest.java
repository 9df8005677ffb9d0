package io.fourinsight.client.rest.call;

import static io.fourinsight.client.testing.ScriptedServer.raw;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The part of an answer that memory holds has a limit. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResponseSizeTest {

    private static final int LIMIT = 100_000;

    private final ScriptedServer server = new ScriptedServer(reply(200, text(LIMIT)));
    private final RestRig rig = new RestRig().maxResponseSize(LIMIT);

    @AfterEach
    void close() throws IOException {
        rig.close();
        server.close();
    }

    @Test
    void anAnswerOfTheAllowedSizeIsFine() {
        assertThat((String) rig.json(get())).hasSize(LIMIT - 2);

        server.script(packed(text(LIMIT)));
        assertThat((String) rig.json(get())).hasSize(LIMIT - 2);
    }

    @Test
    void oneThatSaysThatItIsLargerIsNotRead() {
        server.script((request, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\nContent-Length: " + (LIMIT + 1) + "\r\n\r\n");
            server.stall();
        });

        assertTooLarge();
    }

    @Test
    void oneThatUnpacksToMoreIsLeft() {
        server.script(packed(text(100 * LIMIT)));

        assertTooLarge();
    }

    @Test
    void oneWithoutEndIsLeft() {
        server.script((request, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                raw(out, "2710\r\n" + " ".repeat(10_000) + "\r\n");
            }
        });

        assertTooLarge();
    }

    @Test
    void bytesAreBoundedLikeJson() {
        server.script(packed(text(LIMIT + 1)));

        assertThatThrownBy(() -> rig.client().send(get(), rig.caller(), RestResponse::bytes))
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("maxResponseSize");
    }

    @Test
    void aStreamIsNotBounded() throws IOException {
        server.script(packed(text(10 * LIMIT)));

        try (InputStream stream = rig.client().open(get(), rig.caller())) {
            assertThat(stream.readAllBytes()).hasSize(10 * LIMIT);
        }
    }

    @Test
    void anErrorKeepsItsStatusHoweverLongItsPageIs() {
        server.script((request, out) -> {
            raw(out, "HTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                raw(out, "2710\r\n" + "x".repeat(10_000) + "\r\n");
            }
        });

        RestException.Status failure = catchThrowableOfType(RestException.Status.class, () -> rig.json(get()));

        assertThat(failure.status()).isEqualTo(404);
        assertThat(failure.body()).hasSize(RestResponse.ERROR_BODY_LIMIT);
    }

    private void assertTooLarge() {
        assertThatThrownBy(() -> rig.json(get()))
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("/x: the answer is larger than the 100000 bytes that maxResponseSize allows");
        assertThat(server.seen()).as("the same would come again").hasSize(1);
        assertThat(rig.leased()).isZero();
    }

    private RestRequest get() {
        return RestRequest.get(server.uri("/x"));
    }

    private static String text(int length) {
        return "\"" + "a".repeat(length - 2) + "\"";
    }

    private static ScriptedServer.Script packed(String text) {
        return (request, out) -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(text.getBytes());
            }
            ScriptedServer.write(out, 200, bytes.toByteArray(), "Content-Encoding: gzip");
        };
    }
}
