package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.options.SessionCredentials;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.ConcurrentCallers;
import io.fourinsight.client.testing.Eventually;
import io.fourinsight.client.testing.TokenServer;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many tenants with one login host, most of whose token endpoints do not answer. */
@Timeout(60)
class StalledTenantsTest {

    private static final int STALLED = 40;

    @Test
    void fortyStalledTenantsOfAHostHoldUpNoOther() throws Exception {
        byte[] token = "{\"access_token\":\"healthy\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                .getBytes(StandardCharsets.UTF_8);
        try (TokenServer server = new TokenServer();
                Sandbox sandbox = Sandbox.start();
                SandboxContext context = new SandboxContext(sandbox);
                ConcurrentCallers<Exchange> stalled = new ConcurrentCallers<>()) {
            server.behave(exchange -> {
                if (server.requests().stream()
                        .noneMatch(request -> request.body().contains("client_id=healthy"))) {
                    server.closing().await();
                }
                exchange.sendResponseHeaders(200, token.length);
                exchange.getResponseBody().write(token);
            });
            context.configuration().setTokenUrl(server.url().toString());
            for (int i = 0; i < STALLED; i++) {
                context.component().getSessions().put("stalled" + i, credentials("stalled" + i));
            }
            context.component().getSessions().put("healthy", credentials("healthy"));
            context.route("token", "fourinsight:token");
            for (int i = 0; i < STALLED; i++) {
                String key = "stalled" + i;
                stalled.add(() -> context.send("token", FourInsightConstants.SESSION_KEY, key));
            }
            Eventually.holds(() -> server.requests().size() == STALLED, "all of them are asking");

            assertThat(context.send("token", FourInsightConstants.SESSION_KEY, "healthy")
                            .getException())
                    .isNull();
        }
    }

    private static SessionCredentials credentials(String clientId) {
        SessionCredentials credentials = new SessionCredentials();
        credentials.setClientId(clientId);
        credentials.setClientSecret("secret");
        return credentials;
    }
}
