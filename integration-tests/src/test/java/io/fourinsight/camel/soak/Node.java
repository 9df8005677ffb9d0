package io.fourinsight.camel.soak;

import io.fourinsight.camel.FourInsightComponent;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.SessionCredentials;
import io.fourinsight.camel.sandbox.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context of which a consumer polls only while the node leads. */
final class Node implements AutoCloseable {

    /** How the secrets begin, as {@code Secrecy} looks for. */
    static final String SECRET = Sandbox.CLIENT_SECRET + "-of-";

    private final CamelContext context = new DefaultCamelContext();
    private final Leadership leadership = new Leadership();

    Node(URI origin, FullDisk disk) throws Exception {
        context.addService(leadership);
        context.getRegistry().bind("cursors", disk);
        context.getShutdownStrategy().setTimeout(20);
        DirectComponent direct = context.getComponent("direct", DirectComponent.class);
        direct.setBlock(false); // a stopped route is an error, and no wait
        context.addComponent("fourinsight", component(origin));
    }

    private static FourInsightComponent component(URI origin) {
        FourInsightConfiguration configuration = new FourInsightConfiguration();
        configuration.setTokenUrl(origin.resolve(Sandbox.TOKEN_PATH).toString());
        configuration.setApiUrl(origin.resolve(Sandbox.API_PATH).toString());
        configuration.setReservoirUrl(origin.resolve(Sandbox.RESERVOIR_PATH).toString());
        configuration.setConnectTimeout(Duration.ofSeconds(2));
        configuration.setResponseTimeout(Duration.ofSeconds(1));
        configuration.setRequestTimeout(Duration.ofSeconds(10));
        configuration.setTokenTimeout(Duration.ofSeconds(2));
        configuration.setMaxRetries(1); // so that not all faults are mended
        configuration.setRetryBackoff(Duration.ofMillis(20));
        configuration.setMaxRetryAfter(Duration.ofMillis(500));
        FourInsightComponent component = new FourInsightComponent();
        component.setConfiguration(configuration);
        Map<String, SessionCredentials> sessions = new HashMap<>();
        for (String key : ProducerRoutes.SESSION_KEYS) {
            SessionCredentials credentials = new SessionCredentials();
            credentials.setClientId(key);
            credentials.setClientSecret(SECRET + key);
            sessions.put(key, credentials);
        }
        component.setSessions(sessions);
        return component;
    }

    /** A route that polls a series, on its own or while this node leads. */
    static RoutesBuilder consumer(String id, String prefix, String series, String sessionKey, Polled polled) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(prefix + "fourinsight:timeseries?operation=data&seriesId=" + series + "&sessionKey=" + sessionKey
                                + "&lag=0s&delay=200&initialDelay=0&initialStart=2026-01-01"
                                + "&cursorRepository=#cursors&cursorName=" + series)
                        .routeId(id)
                        .process(exchange -> polled.note(id, exchange));
            }
        };
    }

    CamelContext context() {
        return context;
    }

    void lead(boolean now) {
        leadership.lead(now);
    }

    void restart(String route) throws Exception {
        context.getRouteController().stopRoute(route);
        context.getRouteController().startRoute(route);
    }

    @Override
    public void close() {
        context.stop();
    }
}
