package io.fourinsight.camel.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.SandboxContext;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.options.SessionCredentials;
import io.fourinsight.camel.sandbox.Sandbox;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which exchanges share a session, and when sessions end. */
class RouteSessionsTest {

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.builder().client("acme-client", "acme-secret").start();
        context = new SandboxContext(sandbox);
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    private void list(String key, String clientId, String clientSecret) {
        SessionCredentials credentials = new SessionCredentials();
        credentials.setClientId(clientId);
        credentials.setClientSecret(clientSecret);
        context.component().getSessions().put(key, credentials);
    }

    private long tokens() {
        return sandbox.requests().tokenRequests();
    }

    private Exchange sent(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange;
    }

    @Test
    void endpointsOfARouteShareATokenAndRoutesDoNot() throws Exception {
        context.route("one", "fourinsight:campaigns", "fourinsight:api?path=v1.1/FieldsLookups");
        context.route("two", "fourinsight:campaigns");

        sent(context.send("one"));
        sent(context.send("one"));
        assertThat(tokens()).isEqualTo(1);

        sent(context.send("two"));
        assertThat(tokens()).isEqualTo(2);
    }

    @Test
    void servicesHaveTokensOfTheirOwn() throws Exception {
        context.route("both", "fourinsight:campaigns", "fourinsight:ping");

        sent(context.send("both"));

        assertThat(sandbox.requests().tokenRequests(Sandbox.CLIENT_ID, sandbox.apiScope()))
                .isEqualTo(1);
        assertThat(sandbox.requests().tokenRequests(Sandbox.CLIENT_ID, sandbox.reservoirScope()))
                .isEqualTo(1);
    }

    @Test
    void sessionKeyOfAMessageChoosesTheCredentials() throws Exception {
        list("acme", "acme-client", "acme-secret");
        list("home", Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET);
        context.route("keys", "fourinsight:campaigns");

        sent(context.send("keys", FourInsightConstants.SESSION_KEY, "acme"));
        sent(context.send("keys", FourInsightConstants.SESSION_KEY, "acme"));
        sent(context.send("keys", FourInsightConstants.SESSION_KEY, "home"));

        assertThat(sandbox.requests().tokenRequests("acme-client", sandbox.apiScope()))
                .isEqualTo(1);
        assertThat(sandbox.requests().tokenRequests(Sandbox.CLIENT_ID, sandbox.apiScope()))
                .isEqualTo(1);
    }

    @Test
    void keysSeparateTokensOfTheSameCredentials() throws Exception {
        context.route("keys", "fourinsight:campaigns?sessionKey=a", "fourinsight:campaigns?sessionKey=b");

        sent(context.send("keys"));

        assertThat(tokens()).isEqualTo(2);
    }

    @Test
    void directRouteUsesItsOwnSession() throws Exception {
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:outer")
                        .routeId("outer")
                        .to("fourinsight:campaigns")
                        .to("direct:inner");
                from("direct:inner").routeId("inner").to("fourinsight:campaigns");
            }
        });
        context.camel().start();

        sent(context.send("outer"));
        assertThat(tokens()).isEqualTo(2);
        context.camel().getRouteController().stopRoute("inner");
        assertThat(context.component().runtime().sessions().size()).isEqualTo(1);
    }

    @Test
    void producersOutsideARouteShareASession() throws Exception {
        context.camel().start();
        for (int i = 0; i < 3; i++) {
            ProducerTemplate producer = context.camel().createProducerTemplate();
            sent(producer.send("fourinsight:campaigns", exchange -> {}));
        }
        assertThat(tokens()).isEqualTo(1);
    }

    @Test
    void stoppedRouteForgetsItsSessions() throws Exception {
        context.route("one", "fourinsight:campaigns");
        sent(context.send("one"));

        context.camel().getRouteController().stopRoute("one");
        assertThat(context.component().runtime().sessions().size()).isZero();

        context.camel().getRouteController().startRoute("one");
        sent(context.send("one"));
        assertThat(tokens()).isEqualTo(2);
    }

    @Test
    void thousandRoutesStartedAndStoppedLeaveNoThreadAndNoSession() throws Exception {
        context.route("warm", "fourinsight:campaigns");
        sent(context.send("warm"));
        CamelContext camel = context.camel();

        for (int i = 0; i < 1000; i++) {
            context.route("r" + i, "fourinsight:ping");
            if (i % 50 == 0) {
                sent(context.send("r" + i));
            }
            camel.getRouteController().stopRoute("r" + i);
            camel.removeRoute("r" + i);
        }

        assertThat(context.component().runtime().sessions().size()).isEqualTo(1);
        Set<Thread> threads = threads();
        assertThat(threads)
                .as("one for deadlines, and a bounded number for tokens")
                .hasSizeLessThanOrEqualTo(17);

        context.close();

        assertThat(context.component().runtime().sessions().size()).isZero();
        for (Thread thread : threads) {
            thread.join(10_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("fourinsight-"))
                .filter(thread -> !before.contains(thread))
                .collect(Collectors.toSet());
    }

    @Test
    void tenThousandDynamicUrisLeaveNoGrowth() throws Exception {
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dynamic")
                        .routeId("dynamic")
                        .toD("fourinsight:api?path=v1.1/Campaigns&rawBody=true&seriesId=${header.n}");
            }
        });
        context.camel().start();

        for (int i = 0; i < 10_000; i++) {
            sent(context.send("dynamic", "n", i));
        }

        assertThat(tokens()).isEqualTo(1);
        assertThat(context.component().runtime().clientCount()).isEqualTo(2);
    }
}
