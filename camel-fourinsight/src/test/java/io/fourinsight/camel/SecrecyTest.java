package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.fourinsight.camel.options.SessionCredentials;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.testing.LogWatch;
import io.fourinsight.client.testing.Secrecy;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That no token and no secret turns up in a log, an exception, a message or the {@code toString} of an object. */
class SecrecyTest {

    private static final String TOKEN = "t".repeat(400);

    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
        context.configuration().setRetryBackoff(Duration.ofMillis(1));
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    @Test
    void nothingSecretIsLoggedAtTraceWithHttpActivity() throws Exception {
        List<Exchange> exchanges = new ArrayList<>();
        try (LogWatch log = new LogWatch(Secrecy::isBrokenBy)) {
            context.camel().getComponent("http", HttpComponent.class).setLogHttpActivity(true);
            context.route("good", "fourinsight:campaigns", "fourinsight:ping");
            context.route("basic", "fourinsight:campaigns?clientAuthentication=basic");
            context.route("token", "fourinsight:token");
            // not in the URI, which Camel itself logs at TRACE before any component sees it
            SessionCredentials wrong = new SessionCredentials();
            wrong.setClientId(Sandbox.CLIENT_ID);
            wrong.setClientSecret(Sandbox.CLIENT_SECRET + "-wrong");
            context.component().getSessions().put("wrong", wrong);
            context.route("wrong", "fourinsight:ping?sessionKey=wrong");
            context.route("damaged", "fourinsight:ping?reservoirScope=damaged");

            exchanges.add(context.send("good"));
            assertThat(exchanges.get(0).getException()).isNull();
            exchanges.add(context.send("basic"));
            exchanges.add(context.send("token"));
            exchanges.add(context.send("wrong"));
            sandbox.revokeTokens();
            exchanges.add(context.send("good"));
            sandbox.faults().answerNext(4, Sandbox.API_PATH, Response.of(503));
            exchanges.add(context.send("good"));
            sandbox.faults()
                    .answerNext(
                            1,
                            Sandbox.TOKEN_PATH,
                            Response.of(200).body("application/json", "{\"access_token\":\"" + TOKEN + "\",, "));
            exchanges.add(context.send("damaged"));

            assertThat(log.lines()).isGreaterThan(100);
            assertThat(log.found()).isEmpty();
        }
        for (Exchange exchange : exchanges) {
            assertThat(Secrecy.isBrokenBy(exchange.getMessage().getHeaders().toString()))
                    .isFalse();
            assertThat(Secrecy.isBrokenBy(String.valueOf(exchange.getAllProperties())))
                    .isFalse();
            for (Throwable e = exchange.getException(); e != null; e = e.getCause()) {
                assertThat(Secrecy.isBrokenBy(String.valueOf(e)))
                        .as(e.getClass().getName())
                        .isFalse();
            }
        }
    }

    @Test
    void summaryOfPropertiesThatCamelMainLogsIsMasked() throws Exception {
        Main main = new Main();
        // below INFO Camel Main logs what it binds as it is, which no component can change: see docs/security.md
        try (LogWatch log = new LogWatch(Level.INFO, Secrecy::isBrokenBy)) {
            main.addInitialProperty("camel.component.fourinsight.client-id", Sandbox.CLIENT_ID);
            main.addInitialProperty("camel.component.fourinsight.client-secret", Sandbox.CLIENT_SECRET);
            main.addInitialProperty("camel.component.fourinsight.sessions[acme].client-secret", Sandbox.CLIENT_SECRET);
            main.start();

            assertThat(log.lines()).isPositive();
            assertThat(log.found()).isEmpty();
        } finally {
            main.stop();
        }
    }

    @Test
    void nothingSecretIsShownByJmxConsoleMetersAndHealth() throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        context.camel().getRegistry().bind("metricsRegistry", meters);
        HealthCheckHelper.getHealthCheckRepository(context.camel(), "producers", HealthCheckRepository.class)
                .setEnabled(true);
        context.component().setHealthCheckPing(true);
        SessionCredentials wrong = new SessionCredentials();
        wrong.setClientId(Sandbox.CLIENT_ID);
        wrong.setClientSecret(Sandbox.CLIENT_SECRET + "-wrong");
        context.component().getSessions().put("wrong", wrong);
        context.route(
                "good", "fourinsight:ping", "fourinsight:timeseries?operation=data&seriesId=" + Sandbox.STATUS_TEXT);
        context.route("wrong", "fourinsight:ping?sessionKey=wrong");
        context.send("good");
        context.send("wrong");
        sandbox.faults().answerNext(2, Sandbox.DAY_FILE_PATH, Response.of(403));
        context.send("good");

        List<String> shown = new ArrayList<>(managed());
        shown.add(console(DevConsole.MediaType.TEXT));
        shown.add(console(DevConsole.MediaType.JSON));
        meters.getMeters().forEach(meter -> shown.add(meter.getId().toString()));
        HealthCheckHelper.invoke(context.camel())
                .forEach(result -> shown.add(
                        result.getCheck().getId() + result.getMessage() + result.getDetails() + result.getError()));

        assertThat(shown).hasSizeGreaterThan(50);
        assertThat(shown.toString()).contains("invalid_client", "timeseries.data", "fourinsight-wrong", "blob");
        assertThat(shown).noneMatch(text -> text.contains("sig=") || Secrecy.isBrokenBy(text));
    }

    private String console(DevConsole.MediaType type) {
        return String.valueOf(PluginHelper.getDevConsoleResolver(context.camel())
                .resolveDevConsole("fourinsight")
                .call(type));
    }

    /** All attributes of all beans of Camel, and the tables of our own. */
    private List<String> managed() throws Exception {
        List<String> shown = new ArrayList<>();
        MBeanServer server =
                context.camel().getManagementStrategy().getManagementAgent().getMBeanServer();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:context=*,*"), null)) {
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable()) {
                    shown.add(name + " " + server.getAttributes(name, new String[] {attribute.getName()}));
                }
            }
        }
        ObjectName own = server.queryNames(
                        new ObjectName("org.apache.camel:type=components,name=\"fourinsight\",*"), null)
                .iterator()
                .next();
        for (String table : List.of("sessionTable", "workTable", "requestTable", "countTable", "connectionTable")) {
            TabularData rows = (TabularData) server.invoke(own, table, new Object[0], new String[0]);
            shown.add(table + rows.values());
        }
        return shown;
    }

    @Test
    void watchWouldHaveSeenIt() {
        try (LogWatch log = new LogWatch(Secrecy::isBrokenBy)) {
            org.slf4j.LoggerFactory.getLogger("any").trace("token {}", TOKEN);
            org.slf4j.LoggerFactory.getLogger("any").trace("secret {}", Sandbox.CLIENT_SECRET);

            assertThat(log.found()).hasSize(2);
        }
    }

    @Test
    void nothingSecretIsInTheTextOfAnObject() throws Exception {
        String uri = "fourinsight:ping?clientId=" + Sandbox.CLIENT_ID + "&clientSecret=" + Sandbox.CLIENT_SECRET;
        context.route("secrets", uri);
        SessionCredentials credentials = new SessionCredentials();
        credentials.setClientSecret(Sandbox.CLIENT_SECRET);
        context.component().getSessions().put("acme", credentials);
        Endpoint endpoint = context.camel().getEndpoint(uri);

        List<Object> objects = List.of(
                context.component(),
                context.configuration(),
                context.component().getSessions(),
                endpoint,
                endpoint.createProducer(),
                context.camel().getRoutes(),
                Map.of("credentials", credentials));

        assertThat(objects).noneMatch(object -> Secrecy.isBrokenBy(object.toString()));
    }
}
