package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.json;
import static io.fourinsight.camel.sandbox.TestUserClient.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CodeFlowTest {

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final TestClient client = new TestClient(sandbox);
    private final TestUserClient user = new TestUserClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void answerHasTheMembersOfB2c() {
        JsonNode tokens = user.tokens();

        assertThat(tokens.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "token_type",
                        "expires_in",
                        "ext_expires_in",
                        "access_token",
                        "refresh_token",
                        "id_token",
                        "not_before",
                        "expires_on",
                        "resource",
                        "id_token_expires_in",
                        "profile_info",
                        "scope",
                        "refresh_token_expires_in");
        assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(tokens.path("expires_in").isInt()).isTrue();
        assertThat(tokens.path("not_before").asLong()).isEqualTo(clock.instant().getEpochSecond());
        assertThat(tokens.path("expires_on").asLong()).isEqualTo(clock.instant().getEpochSecond() + 3600);
        assertThat(tokens.path("scope").asText()).isEqualTo(sandbox.apiUserScope());
        assertThat(tokens.path("refresh_token_expires_in").asInt()).isEqualTo(1_209_600);
        assertThat(tokens.path("profile_info").asText()).startsWith("eyJ2ZXIi");
    }

    @Test
    void tokensOfUsersOpenOnlyTheServiceOfTheirScope() {
        String campaigns = sandbox.apiUrl() + "v1.1/Campaigns";
        String ping = sandbox.reservoirUrl() + "ping";
        Map<String, String> forReservoir = user.authorization();
        forReservoir.put("scope", sandbox.reservoirUserScope());
        String api = user.tokens().path("access_token").asText();
        String reservoir = user.tokens(forReservoir).path("access_token").asText();

        assertThat(client.get(campaigns, api).statusCode()).isEqualTo(200);
        assertThat(client.get(ping, reservoir).statusCode()).isEqualTo(200);
        assertThat(client.get(campaigns, reservoir).statusCode()).isEqualTo(401);
        assertThat(client.get(ping, api).statusCode()).isEqualTo(401);
    }

    @Test
    void confidentialClientRedeemsWithItsSecretAndWithoutPkce() {
        Map<String, String> authorization = user.authorization();
        authorization.put("client_id", Sandbox.USER_CLIENT_ID);
        authorization.remove("code_challenge");
        authorization.remove("code_challenge_method");
        Map<String, String> form = user.redemption(parameter(user.signIn(authorization), "code"));
        form.put("client_id", Sandbox.USER_CLIENT_ID);
        form.remove("code_verifier");

        assertThat(client.post(form).statusCode()).isEqualTo(401);
        form.put("client_secret", "wrong");
        assertThat(client.post(form).statusCode()).isEqualTo(401);
        form.put("client_secret", Sandbox.USER_CLIENT_SECRET);
        assertThat(client.post(form).statusCode()).isEqualTo(200);
    }

    @Test
    void wrongVerifierIsRefused() {
        Map<String, String> form = user.redemption(user.code());
        form.put("code_verifier", new CodeVerifier().getValue());

        assertRefused(client.post(form), "invalid_grant", 501481);
    }

    @Test
    void missingVerifierIsRefused() {
        Map<String, String> form = user.redemption(user.code());
        form.remove("code_verifier");

        assertRefused(client.post(form), "invalid_grant", 501481);
    }

    @Test
    void verifierWithoutAChallengeIsRefused() {
        Map<String, String> authorization = user.authorization();
        authorization.put("client_id", Sandbox.USER_CLIENT_ID);
        authorization.remove("code_challenge");
        authorization.remove("code_challenge_method");
        Map<String, String> form = user.redemption(parameter(user.signIn(authorization), "code"));
        form.put("client_id", Sandbox.USER_CLIENT_ID);
        form.put("client_secret", Sandbox.USER_CLIENT_SECRET);

        assertRefused(client.post(form), "invalid_grant", 501481);
    }

    @Test
    void otherRedirectUriIsRefused() {
        Map<String, String> form = user.redemption(user.code());
        form.put("redirect_uri", TestUserClient.REDIRECT + "/other");
        assertRefused(client.post(form), "invalid_grant", 500112);

        Map<String, String> without = user.redemption(user.code());
        without.remove("redirect_uri");
        assertRefused(client.post(without), "invalid_grant", 500112);
    }

    @Test
    void codeOfAnotherClientIsRefusedAndStaysGood() {
        Map<String, String> form = user.redemption(user.code());
        Map<String, String> stolen = user.redemption(form.get("code"));
        stolen.put("client_id", Sandbox.USER_CLIENT_ID);
        stolen.put("client_secret", Sandbox.USER_CLIENT_SECRET);

        assertRefused(client.post(stolen), "invalid_grant", 70000);
        assertThat(client.post(form).statusCode()).isEqualTo(200);
    }

    @Test
    void codeExpiresAfterAMinute() {
        Map<String, String> early = user.redemption(user.code());
        Map<String, String> late = user.redemption(user.code());

        clock.advance(Duration.ofSeconds(60).minusNanos(1));
        assertThat(client.post(early).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofNanos(1));
        assertRefused(client.post(late), "invalid_grant", 70008);
    }

    @Test
    void codeUsedTwiceEndsAllThatCameOfIt() {
        Map<String, String> form = user.redemption(user.code());
        JsonNode tokens = json(client.post(form));
        JsonNode other = user.tokens();
        String campaigns = sandbox.apiUrl() + "v1.1/Campaigns";

        assertRefused(client.post(form), "invalid_grant", 54005);

        assertThat(client.get(campaigns, tokens.path("access_token").asText()).statusCode())
                .isEqualTo(401);
        assertRefused(user.refresh(tokens), "invalid_grant", 50173);
        assertThat(client.get(campaigns, other.path("access_token").asText()).statusCode())
                .isEqualTo(200);
        assertThat(user.refresh(other).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutOfflineAccessThereIsNoRefreshToken() {
        Map<String, String> authorization = user.authorization();
        authorization.put("scope", sandbox.apiUserScope().replace(" offline_access", ""));

        JsonNode tokens = user.tokens(authorization);

        assertThat(tokens.has("refresh_token")).isFalse();
        assertThat(tokens.has("refresh_token_expires_in")).isFalse();
        assertThat(tokens.has("id_token")).isTrue();
    }

    @Test
    void withoutOpenidThereIsNoIdToken() {
        Map<String, String> authorization = user.authorization();
        authorization.put("scope", sandbox.apiUserScope().replace(" openid", ""));

        JsonNode tokens = user.tokens(authorization);

        assertThat(tokens.has("id_token")).isFalse();
        assertThat(tokens.has("refresh_token")).isTrue();
    }

    @Test
    void grantsAreForTheClientsThatHaveThem() {
        assertRefused(
                client.requestToken(Sandbox.USER_CLIENT_ID, Sandbox.USER_CLIENT_SECRET, sandbox.apiScope()),
                "unauthorized_client",
                70001);
        Map<String, String> form = user.redemption("c");
        form.put("client_id", Sandbox.CLIENT_ID);
        form.put("client_secret", Sandbox.CLIENT_SECRET);
        assertRefused(client.post(form), "unauthorized_client", 70001);
    }

    @Test
    void publicClientHasNoSecret() {
        Map<String, String> form = user.redemption("c");
        form.put("client_secret", "any");

        assertRefused(client.post(form), "invalid_client", 700025);
    }

    private static void assertRefused(HttpResponse<String> response, String error, int code) {
        assertThat(response.statusCode()).isBetween(400, 401);
        assertThat(json(response).path("error").asText()).isEqualTo(error);
        assertThat(json(response).path("error_codes").get(0).asInt()).isEqualTo(code);
    }
}
