package io.fourinsight.client.rest.call;

import static io.fourinsight.client.testing.ScriptedServer.raw;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What errors show of an answer: what the service said, never the token that it was sent. */
class ErrorTextTest {

    private final ScriptedServer server = new ScriptedServer(reply(500, ""));
    private final RestRig rig = new RestRig();
    private final RequestContext caller = RequestContext.of(new NumberedTokens("t0p+s3cret/t0ken=longer"));

    @AfterEach
    void close() throws IOException {
        rig.close();
        server.close();
    }

    @Test
    void aTokenThatTheServerEchoesIsMaskedEverywhere() {
        server.script((request, out) -> {
            String token = request.header("authorization");
            String encoded = URLEncoder.encode(token, StandardCharsets.UTF_8);
            String body = "{\"error\":{\"message\":\"no " + token.replace("/", "\\/") + " here\"},\"echo\":\"" + encoded
                    + "\"}";
            raw(
                    out,
                    "HTTP/1.1 400 Bad " + token + "\r\nX-Echo: " + token + "\r\nX-Encoded: " + encoded
                            + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        });

        RestException.Status failure = catchThrowableOfType(RestException.Status.class, this::call);

        assertThat(failure).hasMessageContaining("status 400: no Bearer *** here");
        assertThat(failure.reason()).isEqualTo("Bad Bearer ***");
        assertThat(failure.headers()).containsEntry("X-Echo", "Bearer ***").containsEntry("X-Encoded", "Bearer+***");
        assertThat(failure.body()).contains("no Bearer *** here", "Bearer+***").doesNotContain("s3cret");
    }

    @Test
    void soItIsInTheMessageAboutAMalformedAnswer() {
        server.script((request, out) -> ScriptedServer.write(
                out,
                200,
                "<html>".getBytes(StandardCharsets.UTF_8),
                "Content-Type: " + request.header("authorization")));

        assertThatThrownBy(this::call)
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("Bearer ***")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void anErrorPageThatIsCutWithinTheTokenShowsNoPartOfIt() {
        server.script((request, out) -> {
            raw(out, "HTTP/1.1 404 No\r\nContent-Length: 900\r\n\r\nyou sent t0p+s3cret/t0ken=l");
            throw new ScriptedServer.HangUp();
        });

        RestException.Status failure = catchThrowableOfType(RestException.Status.class, this::call);

        assertThat(failure.body()).startsWith("you sent *** (the rest is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"error\":{\"code\":\"BadRequest\",\"message\":\"No property 'X'.\"}}|No property 'X'.",
                "{\"odata.error\":{\"code\":\"\",\"message\":{\"lang\":\"en-US\",\"value\":\"Not\\r\\nhere\"}}}|Not here",
                "{\"Message\":\"The series is gone.\"}|The series is gone.",
                "{\"title\":\"Invalid.\",\"errors\":{\"start\":[\"too early\",\"odd\"]}}|Invalid. start: too early odd",
                "{\"error\":\"invalid_request\"}|invalid_request",
                "\"Just text\"|Just text",
                "Just text|Just text",
                "<?xml version=\"1.0\"?><Error><Code>A</Code><Message>Blob is gone.</Message></Error>|Blob is gone."
            })
    void whatTheServiceSaidIsInTheMessage(String body, String said) {
        server.script(reply(400, body));

        RestException.Status failure = catchThrowableOfType(RestException.Status.class, this::call);

        assertThat(failure).hasMessageEndingWith("/x was answered with status 400: " + said);
        assertThat(failure.explanation()).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>page</html>", "{\"value\":[1]}", "[1]", "{\"error\":", "{\"error\":{}}"})
    void whatSaysNothingAddsNothing(String body) {
        server.script(reply(404, body));

        assertThatThrownBy(this::call).hasMessageEndingWith("/x was answered with status 404");
    }

    @Test
    void aLongSentenceIsCut() {
        server.script(reply(400, "a".repeat(5000)));

        assertThatThrownBy(this::call).hasMessageEndingWith("a".repeat(500) + "…");
    }

    @Test
    void whatIsNotFoundIsNamed() {
        server.script(reply(404, "{\"Message\":\"Gone.\"}"));
        RestRequest request = RestRequest.get(server.uri("/x")).about("series '7'");

        assertThatThrownBy(() -> rig.client().send(request, caller, Json.reader(request)))
                .hasMessageEndingWith("status 404: series '7' is unknown or not visible to this client (Gone.)");
    }

    @Test
    void aClientThatIsStoppedSaysSoAndDoesNotTryAgain() throws IOException {
        server.script(reply(200, "1"));
        call();

        rig.closePool();
        assertStopped();

        rig.close();
        assertStopped();
    }

    private void assertStopped() {
        assertThatThrownBy(this::call)
                .isInstanceOf(RestException.Stopped.class)
                .hasMessageContaining("/x: the client is stopped");
        assertThat(rig.pauses()).isEmpty();
    }

    private Object call() {
        RestRequest request = RestRequest.get(server.uri("/x"));
        return rig.client().send(request, caller, Json.reader(request));
    }
}
