package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenTest {

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder()
            .clock(clock)
            .tokenLifetime(Duration.ofMinutes(10))
            .refreshIn(Duration.ofMinutes(5))
            .client("acme", "s3cr&t+ %")
            .start();
    private final TestClient client = new TestClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void answerHasTheMembersOfMicrosoft() {
        HttpResponse<String> response =
                client.requestToken(Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET, sandbox.apiScope());

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode token = json(response);
        assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(token.path("expires_in").asInt()).isEqualTo(600);
        assertThat(token.path("ext_expires_in").asInt()).isEqualTo(600);
        assertThat(token.path("refresh_in").asInt()).isEqualTo(300);
        assertThat(token.path("access_token").asText()).hasSize(1024);
        assertThat(token.size()).isEqualTo(5);
    }

    @Test
    void refreshInIsLeftOutByDefault() {
        try (Sandbox plain = Sandbox.start()) {
            HttpResponse<String> response = new TestClient(plain)
                    .requestToken(Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET, plain.reservoirScope());

            assertThat(json(response).has("refresh_in")).isFalse();
            assertThat(json(response).path("expires_in").asInt()).isEqualTo(3600);
        }
    }

    @Test
    void basicAuthenticationWorksWithEncodedCredentials() {
        String credentials = TestClient.encode("acme") + ":" + TestClient.encode("s3cr&t+ %");
        HttpResponse<String> response = client.post(
                Map.of("grant_type", "client_credentials", "scope", sandbox.apiScope()),
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void failedBasicAuthenticationIsChallenged() {
        String credentials = Base64.getEncoder().encodeToString("acme:wrong".getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> response = client.post(
                Map.of("grant_type", "client_credentials", "scope", sandbox.apiScope()),
                "Authorization",
                "Basic " + credentials);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic"));
    }

    @Test
    void wrongSecretIsRefused() {
        HttpResponse<String> response = client.requestToken("acme", "wrong", sandbox.apiScope());

        assertThat(response.statusCode()).isEqualTo(401);
        JsonNode error = json(response);
        assertThat(error.path("error").asText()).isEqualTo("invalid_client");
        assertThat(error.path("error_description").asText())
                .startsWith("AADSTS7000215: Invalid client secret provided.")
                .doesNotContain("wrong");
        assertThat(error.path("error_codes").get(0).asInt()).isEqualTo(7000215);
        assertThat(error.path("timestamp").asText()).isEqualTo("2026-11-23 12:00:00Z");
        assertThat(error.path("trace_id").asText()).hasSize(36);
        assertThat(error.path("correlation_id").asText()).hasSize(36);
    }

    @Test
    void missingSecretIsRefused() {
        assertRefused(
                Map.of("grant_type", "client_credentials", "client_id", "acme", "scope", sandbox.apiScope()),
                401,
                "invalid_client",
                7000218);
    }

    @Test
    void unknownClientIsRefused() {
        assertRefused(credentials("nobody", sandbox.apiScope()), 400, "unauthorized_client", 700016);
    }

    @Test
    void unknownScopeIsRefused() {
        for (String scope : List.of("https://graph.microsoft.com/.default", sandbox.apiScope() + " openid")) {
            assertRefused(credentials(Sandbox.CLIENT_ID, scope), 400, "invalid_scope", 70011);
        }
    }

    @Test
    void otherGrantsAreRefused() {
        for (String grant : List.of("password", "no_such_grant")) {
            assertRefused(
                    Map.of(
                            "grant_type",
                            grant,
                            "username",
                            "u",
                            "password",
                            "p",
                            "client_id",
                            Sandbox.CLIENT_ID,
                            "client_secret",
                            Sandbox.CLIENT_SECRET),
                    400,
                    "unsupported_grant_type",
                    70003);
        }
    }

    @Test
    void requestWithoutAGrantIsRefused() {
        assertRefused(Map.of("client_id", "acme"), 400, "invalid_request", 90023);
    }

    @Test
    void onlyPostIsServed() {
        assertThat(client.getWithoutToken(sandbox.tokenUrl().toString()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void tokensOpenOnlyTheServiceOfTheirScope() {
        String campaigns = sandbox.apiUrl() + "v1.1/Campaigns";
        String ping = sandbox.reservoirUrl() + "ping";

        assertThat(client.get(campaigns, client.apiToken()).statusCode()).isEqualTo(200);
        assertThat(client.get(ping, client.reservoirToken()).statusCode()).isEqualTo(200);
        assertUnauthorized(client.get(campaigns, client.reservoirToken()));
        assertUnauthorized(client.get(ping, client.apiToken()));
    }

    @Test
    void missingAndForeignTokensAreRefused() {
        assertUnauthorized(client.getWithoutToken(sandbox.reservoirUrl() + "ping"));
        assertUnauthorized(client.get(sandbox.reservoirUrl() + "ping", "made-up"));
    }

    @Test
    void expiredTokenIsRefused() {
        String ping = sandbox.reservoirUrl() + "ping";
        String token = client.reservoirToken();

        clock.advance(Duration.ofMinutes(10).minusNanos(1));
        assertThat(client.get(ping, token).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofNanos(1));
        assertUnauthorized(client.get(ping, token));
    }

    @Test
    void lifetimeCanChangeWhileRunning() {
        String before = client.reservoirToken();
        sandbox.tokenLifetime(Duration.ofSeconds(30));
        String after = client.reservoirToken();

        clock.advance(Duration.ofSeconds(31));

        assertThat(client.get(sandbox.reservoirUrl() + "ping", before).statusCode())
                .isEqualTo(200);
        assertUnauthorized(client.get(sandbox.reservoirUrl() + "ping", after));
    }

    @Test
    void revokedTokensAreRefusedAndNewOnesWork() {
        String revoked = client.reservoirToken();

        sandbox.revokeTokens();

        assertUnauthorized(client.get(sandbox.reservoirUrl() + "ping", revoked));
        assertThat(client.reservoir("ping").statusCode()).isEqualTo(200);
    }

    @Test
    void secretCanBeRotatedWhileRunning() {
        sandbox.addClient("acme", "second");

        assertThat(client.requestToken("acme", "s3cr&t+ %", sandbox.apiScope()).statusCode())
                .isEqualTo(401);
        assertThat(client.requestToken("acme", "second", sandbox.apiScope()).statusCode())
                .isEqualTo(200);
    }

    private static Map<String, String> credentials(String clientId, String scope) {
        return Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                clientId,
                "client_secret",
                Sandbox.CLIENT_SECRET,
                "scope",
                scope);
    }

    private void assertRefused(Map<String, String> form, int status, String error, int code) {
        HttpResponse<String> response = client.post(form);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("error").asText()).isEqualTo(error);
        assertThat(json(response).path("error_codes").get(0).asInt()).isEqualTo(code);
    }

    private static void assertUnauthorized(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
    }
}
