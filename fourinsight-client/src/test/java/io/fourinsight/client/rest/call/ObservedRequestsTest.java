package io.fourinsight.client.rest.call;

import static io.fourinsight.client.testing.ScriptedServer.raw;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static io.fourinsight.client.testing.ScriptedServer.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.url.SignedUrl;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an observer hears of requests: each of them once, with its attempts, and no signature. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ObservedRequestsTest {

    private record Heard(String method, URI uri, int status, int attempts, boolean failed) {}

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final RestRig rig = new RestRig().observer(new ClientObserver() {
        @Override
        public Request request(String method, URI uri) {
            return (status, attempts, failed) -> heard.add(new Heard(method, uri, status, attempts, failed));
        }
    });
    private final ScriptedServer server = new ScriptedServer(reply(200, "{}"));

    @AfterEach
    void close() throws IOException {
        rig.close();
        server.close();
    }

    private RestRequest get() {
        return RestRequest.get(server.uri("/x"));
    }

    @Test
    void retriesAreAttemptsOfOneRequest() {
        server.script(sequence(reply(503, ""), reply(502, ""), reply(200, "{}")));

        rig.json(get());

        assertThat(heard).containsExactly(new Heard("GET", server.uri("/x"), 200, 3, false));
    }

    @Test
    void refusalIsHeardWithItsStatus() {
        server.script(reply(404, ""));

        assertThatThrownBy(() -> rig.json(get())).isInstanceOf(RestException.Status.class);

        assertThat(heard).containsExactly(new Heard("GET", server.uri("/x"), 404, 1, true));
    }

    @Test
    void lostConnectionHasNoStatus() {
        server.script((request, out) -> {
            throw new ScriptedServer.HangUp();
        });

        assertThatThrownBy(() -> rig.maxRetries(0).json(RestRequest.of("POST", server.uri("/x"), null)))
                .isInstanceOf(RestException.Transport.class);

        assertThat(heard).containsExactly(new Heard("POST", server.uri("/x"), 0, 1, true));
    }

    @Test
    void answerThatCannotBeReadIsAFailureWithItsStatus() {
        server.script(reply(200, "{no json"));

        assertThatThrownBy(() -> rig.json(get())).isInstanceOf(RestException.Malformed.class);

        assertThat(heard).containsExactly(new Heard("GET", server.uri("/x"), 200, 1, true));
    }

    @Test
    void streamIsHeardOfWhenItIsClosed() throws IOException {
        InputStream body = rig.client().open(get(), RequestContext.of(rig.tokens()));
        assertThat(heard).isEmpty();

        body.readAllBytes();
        body.close();
        body.close();

        assertThat(heard).containsExactly(new Heard("GET", server.uri("/x"), 200, 1, false));
    }

    @Test
    void streamThatBreaksOffHasFailed() throws IOException {
        server.script((request, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n1,2\n");
            throw new ScriptedServer.HangUp();
        });

        try (InputStream body = rig.client().open(get(), RequestContext.of(rig.tokens()))) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
        }

        assertThat(heard).containsExactly(new Heard("GET", server.uri("/x"), 200, 1, true));
    }

    @Test
    void signatureOfABlobIsNotHeard() {
        SignedUrl url = SignedUrl.parse(server.uri("/days/a.csv") + "?sv=1&sig=s1gn");

        rig.blobs().send(BlobRequest.get(url), RestResponse::status);

        assertThat(heard).containsExactly(new Heard("GET", server.uri("/days/a.csv"), 200, 1, false));
    }
}
