package io.fourinsight.client.rest.call;

import static io.fourinsight.client.testing.ScriptedServer.reply;
import static io.fourinsight.client.testing.ScriptedServer.sequence;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestClientUnauthorizedTest {

    private static final ScriptedServer.Script OK = reply(200, "{\"ok\":true}");
    private static final ScriptedServer.Script REFUSED = reply(401, "who are you?");

    private final RestRig rig = new RestRig();
    private final ScriptedServer server = new ScriptedServer(OK);

    @AfterEach
    void close() throws IOException {
        rig.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PATCH", "DELETE"})
    void theTokenIsRejectedAndTheRequestRepeatedOnceWithTheNewOne(String method) {
        server.script(sequence(REFUSED, OK));
        HttpEntity body = new StringEntity("{\"a\":1}", ContentType.APPLICATION_JSON);

        Object answer = rig.json(RestRequest.of(method, server.uri("/x"), body));

        assertThat(answer).isEqualTo(Map.of("ok", true));
        assertThat(server.authorizations()).containsExactly("Bearer token-1", "Bearer token-2");
        assertThat(server.seen())
                .allSatisfy(request -> assertThat(request.body()).isEqualTo("{\"a\":1}"));
        assertThat(rig.tokens().rejected()).containsExactly("Bearer token-1");
        assertThat(rig.pauses()).isEmpty();
    }

    @Test
    void aSecondRefusalIsTheCallers() {
        server.script(REFUSED);

        assertThat(refused(RestRequest.get(server.uri("/x"))).body()).isEqualTo("who are you?");
        assertThat(server.seen()).hasSize(2);
    }

    @Test
    void withTheGateClosedTheRefusalComesOut() {
        server.script(REFUSED);
        rig.tokens().closeGate();

        refused(RestRequest.get(server.uri("/x")));

        assertThat(server.seen()).hasSize(1);
        assertThat(rig.tokens().rejected()).hasSize(1);
    }

    @Test
    void aUserThatMustSignInIsToldSoInsteadOfTheRefusal() {
        server.script(REFUSED);
        SessionException.LoginRequired required =
                new SessionException.LoginRequired("acme", "invalid_grant", "sign in", "the command");
        rig.tokens().beforeNext(() -> {
            throw required;
        });

        assertThatThrownBy(() -> rig.json(RestRequest.get(server.uri("/x")))).isSameAs(required);

        assertThat(required.getSuppressed()).hasSize(1).hasOnlyElementsOfType(RestException.Status.class);
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void aBodyThatCannotBeReadTwiceIsNotRepeatedButItsTokenIsRejected() {
        server.script(sequence(REFUSED, OK));
        HttpEntity once = new InputStreamEntity(new ByteArrayInputStream("{}".getBytes(UTF_8)), ContentType.WILDCARD);

        refused(RestRequest.of("POST", server.uri("/x"), once));
        rig.json(RestRequest.get(server.uri("/x")));

        assertThat(server.authorizations()).containsExactly("Bearer token-1", "Bearer token-2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 3 * RestResponse.ERROR_BODY_LIMIT})
    void theConnectionIsGivenBackBeforeTheWaitForTheToken(int bodyLength) {
        server.script(sequence(reply(401, "x".repeat(bodyLength)), OK, OK));
        rig.poolSize(1).tokens().beforeNext(() -> {
            assertThat(rig.leased()).isZero();
            // somebody else's request over the only connection
            rig.json(RestRequest.get(server.uri("/other")));
        });

        rig.json(RestRequest.get(server.uri("/x")));

        assertThat(server.targets()).containsExactly("/x", "/other", "/x");
    }

    @Test
    void aRefusalAfterARetryGetsItsNewToken() {
        server.script(sequence(reply(503, ""), REFUSED, reply(502, ""), OK));

        rig.json(RestRequest.get(server.uri("/x")));

        assertThat(server.authorizations())
                .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-2");
    }

    @Test
    void oneRequestCausesOneNewTokenHoweverOftenItIsRetried() {
        server.script(sequence(REFUSED, reply(503, ""), REFUSED, reply(503, ""), OK));

        refused(RestRequest.get(server.uri("/x")));

        assertThat(server.seen()).hasSize(3);
        assertThat(rig.tokens().rejected()).containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void aServerThatAlternatesKeepsTheCountsBounded() {
        server.script(sequence(reply(503, ""), REFUSED, reply(503, ""), reply(503, ""), reply(503, ""), OK));

        RestException.Status failure =
                catchThrowableOfType(RestException.Status.class, () -> rig.json(RestRequest.get(server.uri("/x"))));

        assertThat(failure.status()).isEqualTo(503);
        assertThat(server.seen()).hasSize(5);
        assertThat(rig.pauses()).hasSize(3);
    }

    private RestException.Status refused(RestRequest request) {
        RestException.Status failure = catchThrowableOfType(RestException.Status.class, () -> rig.json(request));
        assertThat(failure.status()).isEqualTo(401);
        return failure;
    }
}
