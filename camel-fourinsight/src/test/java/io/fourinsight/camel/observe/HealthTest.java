package io.fourinsight.camel.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.SandboxContext;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.options.SessionCredentials;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.testing.Eventually;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Camel's health checks say of a route, with a real registry of checks. */
class HealthTest {

    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    private void enable() {
        HealthCheckHelper.getHealthCheckRepository(context.camel(), "producers", HealthCheckRepository.class)
                .setEnabled(true);
    }

    private HealthCheck.Result check(String route) {
        return HealthCheckHelper.invokeReadiness(context.camel()).stream()
                .filter(result -> result.getCheck().getId().equals("fourinsight-" + route))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check of route " + route));
    }

    private void session(String key, String secret) {
        SessionCredentials credentials = new SessionCredentials();
        credentials.setClientId(Sandbox.CLIENT_ID);
        credentials.setClientSecret(secret);
        context.component().getSessions().put(key, credentials);
    }

    @Test
    void routeIsNotCheckedUnlessProducersAre() throws Exception {
        context.route("poll", "fourinsight:ping");

        assertThat(HealthCheckHelper.invoke(context.camel()))
                .noneMatch(result -> result.getCheck().getId().equals("fourinsight-poll"));
    }

    @Test
    void componentCanBeWithoutChecks() throws Exception {
        enable();
        context.component().setHealthCheckProducerEnabled(false);
        context.route("poll", "fourinsight:ping");

        assertThat(HealthCheckHelper.invoke(context.camel()))
                .noneMatch(result -> result.getCheck().getId().equals("fourinsight-poll"));
    }

    @Test
    void routeIsUpBeforeItsFirstExchangeAndAfterGoodOnes() throws Exception {
        enable();
        context.route("poll", "fourinsight:ping");

        assertThat(check("poll").getState()).isEqualTo(HealthCheck.State.UP);
        context.send("poll");
        HealthCheck.Result after = check("poll");
        assertThat(after.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(after.getDetails()).containsEntry("sessions", 1).containsEntry("failing", 0);
    }

    @Test
    void routeWithoutAUsableTokenIsDownAndNamesKeyAndCodeButNoSecret() throws Exception {
        enable();
        session("acme", "not-the-" + Sandbox.CLIENT_SECRET);
        session("good", Sandbox.CLIENT_SECRET);
        context.route("poll", "fourinsight:ping");

        assertThat(context.send("poll", FourInsightConstants.SESSION_KEY, "good")
                        .getException())
                .isNull();
        assertThat(context.send("poll", FourInsightConstants.SESSION_KEY, "acme")
                        .getException())
                .isNotNull();

        HealthCheck.Result result = check("poll");
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage().orElseThrow()).contains("acme").contains("invalid_client");
        assertThat(result.getDetails()).containsEntry("sessions", 2).containsEntry("failing", 1);
        assertThat(result.getDetails().get("acme.reservoir").toString())
                .contains("state=none", "lastError=invalid_client", "nextTry=");
        assertThat(result.getDetails().toString() + result.getMessage()).doesNotContain(Sandbox.CLIENT_SECRET);
    }

    /** As when an administrator changes the secret: the token has not expired, and opens nothing any more. */
    @Test
    void routeWhoseTokenIsRejectedAndNotReplacedIsDown() throws Exception {
        enable();
        sandbox.addClient("changing", Sandbox.CLIENT_SECRET);
        session("acme", Sandbox.CLIENT_SECRET);
        context.component().getSessions().get("acme").setClientId("changing");
        context.route("poll", "fourinsight:ping?sessionKey=acme");
        assertThat(context.send("poll").getException()).isNull();

        sandbox.addClient("changing", "another secret");
        sandbox.revokeTokens();
        assertThat(context.send("poll").getException()).isNotNull();

        HealthCheck.Result result = check("poll");
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getDetails().get("acme.reservoir").toString())
                .contains("state=rejected", "secondsToExpiry=0", "lastError=invalid_client");
    }

    @Test
    void routeComesUpAgainWithTheNextToken() throws Exception {
        enable();
        context.route("poll", "fourinsight:ping?tokenTimeout=100ms");
        sandbox.faults().answerNext(1, Sandbox.TOKEN_PATH, Response.of(503));
        context.send("poll");
        // the exchange may give up before the answer has come
        Eventually.holds(() -> check("poll").getState() == HealthCheck.State.DOWN, "the route is down");

        context.component().view().forget("poll", "default");
        context.send("poll");
        Eventually.holds(
                () -> {
                    context.send("poll");
                    return check("poll").getState() == HealthCheck.State.UP;
                },
                "the route is up");
    }

    @Test
    void detailsListTwentyFailingSessionsAtMost() throws Exception {
        enable();
        for (int i = 0; i < 30; i++) {
            session("tenant" + i, "wrong" + i);
        }
        context.route("poll", "fourinsight:ping");
        for (int i = 0; i < 30; i++) {
            context.send("poll", FourInsightConstants.SESSION_KEY, "tenant" + i);
        }

        Map<String, Object> details = check("poll").getDetails();
        assertThat(details).containsEntry("failing", 30);
        assertThat(details.keySet().stream().filter(name -> name.startsWith("tenant")))
                .hasSize(20);
    }

    @Test
    void routeThatSendsToEndpointsOfMessagesIsCheckedFromItsFirstExchange() throws Exception {
        enable();
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dynamic").routeId("dynamic").toD("fourinsight:${header.what}");
            }
        });
        context.camel().start();
        context.send("dynamic", "what", "ping");

        assertThat(check("dynamic").getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void pingFindsAReservoirThatIsGone() throws Exception {
        enable();
        context.component().setHealthCheckPing(true);
        context.route("poll", "fourinsight:ping?maxRetries=0");
        assertThat(check("poll").getState()).isEqualTo(HealthCheck.State.UP);

        sandbox.close();
        HealthCheck.Result result = check("poll");
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage().orElseThrow()).contains("does not answer a ping");
    }

    @Test
    void checkEndsWithItsRoute() throws Exception {
        enable();
        context.route("poll", "fourinsight:ping");
        context.camel().getRouteController().stopRoute("poll");
        context.camel().removeRoute("poll");

        assertThat(HealthCheckHelper.invoke(context.camel()))
                .noneMatch(result -> result.getCheck().getId().equals("fourinsight-poll"));
    }
}
