package io.fourinsight.camel.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.SandboxContext;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.options.SessionCredentials;
import io.fourinsight.camel.sandbox.Sandbox;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.apache.camel.console.DevConsole;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What JMX, the developer console and Micrometer show of a component that works. */
class SeenTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Sandbox sandbox;
    private SandboxContext context;
    private String seriesId;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
        context.camel().getRegistry().bind("metricsRegistry", registry);
        SessionCredentials credentials = new SessionCredentials();
        credentials.setClientId(Sandbox.CLIENT_ID);
        credentials.setClientSecret(Sandbox.CLIENT_SECRET);
        context.component().getSessions().put("acme", credentials);
        context.component().getConfiguration().setSessionKey("acme");
        context.route("write", "fourinsight:timeseries?operation=create");
        context.route("read", "fourinsight:timeseries?operation=data&cache=false");
        context.route("list", "fourinsight:campaigns");
        byte[] samples = "1767225600000000000,1.5\n1767225601000000000,2.5\n".getBytes(StandardCharsets.UTF_8);
        seriesId = context.camel()
                .createFluentProducerTemplate()
                .to("direct:write")
                .withBody(new ByteArrayInputStream(samples))
                .send()
                .getMessage()
                .getHeader(FourInsightConstants.RESULT_SERIES_ID, String.class);
        assertThat(seriesId).isNotNull();
        assertThat(context.send("read", FourInsightConstants.SERIES_ID, seriesId)
                        .getException())
                .isNull();
        assertThat(context.send("list").getException()).isNull();
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    private static boolean isSecret(String text) {
        return text.contains(Sandbox.CLIENT_SECRET) || text.matches("(?s).*[A-Za-z0-9_-]{300,}.*");
    }

    private ObjectName bean() throws Exception {
        return server().queryNames(new ObjectName("org.apache.camel:type=components,name=\"fourinsight\",*"), null)
                .iterator()
                .next();
    }

    private MBeanServer server() {
        return context.camel().getManagementStrategy().getManagementAgent().getMBeanServer();
    }

    private TabularData table(String operation) throws Exception {
        return (TabularData) server().invoke(bean(), operation, new Object[0], new String[0]);
    }

    @Test
    void managedComponentTellsSessionsRequestsAndConnections() throws Exception {
        assertThat(server().getAttribute(bean(), "SessionCount")).isEqualTo(3);
        assertThat(server().getAttribute(bean(), "FailingSessionCount")).isEqualTo(0L);
        for (String operation :
                List.of("sessionTable", "workTable", "requestTable", "countTable", "connectionTable", "cacheTable")) {
            assertThat(isSecret(table(operation).values().toString()))
                    .as(operation)
                    .isFalse();
        }
        assertThat(table("sessionTable").values().toString()).contains("acme", "fresh", "reservoir");
        assertThat(table("requestTable").values().toString()).contains("timeseries.data", "2xx", "blob");
        assertThat(table("countTable").values().toString()).contains("samples.read", "samples.written");
        assertThat(table("connectionTable").values().toString()).contains("tokens", "blobs");
    }

    @Test
    void refreshOverJmxGetsAnotherTokenWhileTheOldOneServes() throws Exception {
        long before = sandbox.requests().tokenRequests();

        Object said = server().invoke(bean(), "refreshSession", new Object[] {"list", "acme"}, new String[] {
            "java.lang.String", "java.lang.String"
        });

        assertThat(said).isEqualTo("api: refreshed");
        assertThat(sandbox.requests().tokenRequests()).isEqualTo(before + 1);
    }

    @Test
    void forgottenSessionBeginsAnewWithTheNextExchange() {
        long before = sandbox.requests().tokenRequests();

        context.component().forgetSession("list", "acme");
        context.send("list");

        assertThat(sandbox.requests().tokenRequests()).isEqualTo(before + 1);
        assertThatThrownBy(() -> context.component().forgetSession("list", "other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'list'")
                .hasMessageContaining("'other'");
    }

    @Test
    void consoleShowsTheSameAsTextAndAsJson() {
        DevConsole console = PluginHelper.getDevConsoleResolver(context.camel()).resolveDevConsole("fourinsight");
        assertThat(console).isNotNull();

        String text = (String) console.call(DevConsole.MediaType.TEXT);
        Object json = console.call(DevConsole.MediaType.JSON);

        assertThat(text).contains("sessionKey=acme", "operation=timeseries.data", "samples.read");
        assertThat(json.toString()).contains("acme").contains("timeseries.data");
        assertThat(isSecret(text + json)).isFalse();
    }

    @Test
    void metersCountRequestsSamplesAndRefreshes() {
        assertThat(registry.get("fourinsight.samples.read")
                        .tag("operation", "timeseries.data")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("fourinsight.samples.written").counter().count())
                .isEqualTo(2);
        assertThat(registry.get("fourinsight.uploads")
                        .tag("outcome", "done")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("fourinsight.token.refreshes")
                        .tag("outcome", "succeeded")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(registry.get("fourinsight.requests")
                        .tag("service", "blob")
                        .tag("operation", "timeseries.data")
                        .tag("outcome", "2xx")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("fourinsight.token.expiry")
                        .tag("session", "acme")
                        .gauge()
                        .value())
                .isPositive();
    }

    @Test
    void failedUploadsBeginWithZeroSoThatTheFirstIsARise() {
        assertThat(registry.get("fourinsight.uploads")
                        .tag("outcome", "failed")
                        .counter()
                        .count())
                .isZero();
    }

    @Test
    void sessionThatNeverGotATokenHasNoTimeLeft() {
        SessionCredentials credentials = new SessionCredentials();
        credentials.setClientId(Sandbox.CLIENT_ID);
        credentials.setClientSecret("wrong");
        context.component().getSessions().put("wrong", credentials);

        assertThat(context.send("list", FourInsightConstants.SESSION_KEY, "wrong")
                        .getException())
                .isNotNull();

        assertThat(registry.get("fourinsight.token.expiry")
                        .tag("session", "wrong")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void metersStayFewHoweverManySeriesAndKeysThereAre() {
        for (int i = 0; i < 99; i++) {
            SessionCredentials credentials = new SessionCredentials();
            credentials.setClientId(Sandbox.CLIENT_ID);
            credentials.setClientSecret(Sandbox.CLIENT_SECRET);
            context.component().getSessions().put("key" + i, credentials);
        }
        for (int i = 0; i < 300; i++) {
            context.send(
                    "read",
                    FourInsightConstants.SERIES_ID,
                    "unknown-" + i,
                    FourInsightConstants.SESSION_KEY,
                    i < 99 ? "key" + i : "acme");
        }

        List<Meter> meters = registry.getMeters();
        Set<String> values = meters.stream()
                .flatMap(meter -> meter.getId().getTags().stream())
                .map(Tag::getValue)
                .collect(Collectors.toSet());
        assertThat(meters).hasSizeLessThan(300);
        assertThat(values).noneMatch(value -> value.contains("unknown") || value.contains(seriesId));
        assertThat(values).noneMatch(SeenTest::isSecret);
    }

    @Test
    void metersEndWithTheComponent() {
        assertThat(registry.getMeters()).isNotEmpty();

        context.close();

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void countsGoOnWithoutMeters() throws Exception {
        try (SandboxContext bare = new SandboxContext(sandbox)) {
            bare.route("ping", "fourinsight:ping");
            bare.send("ping");

            assertThat(bare.component().view().requestRows())
                    .contains(Map.of("service", "reservoir", "operation", "ping.ping", "outcome", "2xx", "count", 1L));
        }
    }
}
