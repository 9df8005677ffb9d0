package io.fourinsight.client.wire;

import static io.fourinsight.client.testing.ScriptedServer.raw;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static io.fourinsight.client.testing.ScriptedServer.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.BlobRequest;
import io.fourinsight.client.rest.call.RestRig;
import io.fourinsight.client.rest.url.SignedUrl;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WholeHeadParserTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nServer: store\r\nContent-Length: 4\r\nDate: today\r\n\r\n";

    private final RestRig rig = new RestRig().poolSize(1);
    private final ScriptedServer server = new ScriptedServer(reply(200, ""));

    @AfterEach
    void close() throws IOException {
        server.close();
        rig.close();
    }

    private static ScriptedServer.Script cut(int bytes) {
        return (request, out) -> {
            raw(out, HEAD.substring(0, bytes));
            throw new ScriptedServer.HangUp();
        };
    }

    private String get() {
        return rig.blobs()
                .send(
                        BlobRequest.get(SignedUrl.parse(server.uri("/a.csv").toString())),
                        response -> new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void anAnswerThatEndsWithinItsHeadIsNoneWhereverItEnds() {
        for (int bytes = 0; bytes < HEAD.length(); bytes++) {
            server.script(sequence(cut(bytes), reply(200, "1,2\n")));

            assertThat(get()).as("after %d bytes of head", bytes).isEqualTo("1,2\n");
        }
        assertThat(server.seen()).hasSize(2 * HEAD.length());
    }

    @Test
    void theErrorSaysSo() {
        server.script(cut(HEAD.indexOf("Content-Length")));

        assertThatThrownBy(this::get)
                .isInstanceOf(RestException.Transport.class)
                .hasCauseInstanceOf(ConnectionClosedException.class)
                .hasMessageContaining("ended within the head of the answer");
    }
}
