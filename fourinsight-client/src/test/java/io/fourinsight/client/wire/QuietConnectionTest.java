package io.fourinsight.client.wire;

import static io.fourinsight.client.testing.ScriptedServer.reply;
import static io.fourinsight.client.testing.ScriptedServer.sequence;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.fourinsight.client.base.Deadline;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.NumberedTokens;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RequestSettings;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.call.RestRig;
import io.fourinsight.client.rest.call.RetryPolicy;
import io.fourinsight.client.testing.ScriptedServer;
import io.fourinsight.client.testing.SelfSigned;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The log while everything is logged. */
class QuietConnectionTest {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            events.add(event.getLoggerName() + " " + event.getFormattedMessage() + thrown);
        }
    };
    private final Level before = root.getLevel();

    @BeforeEach
    void logEverything() {
        root.iteratorForAppenders().forEachRemaining(each -> each.addFilter(new Silence()));
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void logAsBefore() {
        root.setLevel(before);
        root.detachAppender(appender);
        root.iteratorForAppenders().forEachRemaining(each -> each.clearAllFilters());
    }

    @Test
    void noTokenIsLoggedOverHttp() throws IOException {
        try (ScriptedServer server = new ScriptedServer(unfriendly());
                RestRig rig = new RestRig()) {
            exchange(server, rig);
        }
    }

    @Test
    void noTokenIsLoggedOverHttps(@TempDir Path folder) throws Exception {
        SSLContext context = SelfSigned.context(folder.resolve("keys.p12"));
        try (ScriptedServer server = new ScriptedServer("https", context.getServerSocketFactory(), unfriendly());
                RestRig rig = new RestRig().tls(new DefaultClientTlsStrategy(context))) {
            exchange(server, rig);
        }
    }

    @Test
    void theHeaderLogOfAnOrdinaryConnectionShowsNoTokenEither() throws IOException {
        ((Logger) LoggerFactory.getLogger("org.apache.hc.client5.http.wire")).setLevel(Level.OFF);
        try (ScriptedServer server = new ScriptedServer(reply(200, "1"));
                CloseableHttpClient http = HttpClients.createDefault()) {
            RestClient client = new RestClient(
                    http,
                    new RequestSettings(
                            new RetryPolicy(0, Duration.ZERO, Duration.ZERO),
                            Duration.ofSeconds(10),
                            new Deadline(),
                            Clock.systemUTC(),
                            new Random(),
                            duration -> {}));
            RestRequest request = RestRequest.get(server.uri("/x"));
            client.send(request, RequestContext.of(new NumberedTokens()), Json.reader(request));

            assertThat(server.authorizations()).containsExactly("Bearer token-1");
            assertThat(events)
                    .anyMatch(event -> event.contains("http.headers") && event.contains("Authorization: ***"))
                    .noneMatch(event -> event.contains("token-1"));
        } finally {
            ((Logger) LoggerFactory.getLogger("org.apache.hc.client5.http.wire")).setLevel(null);
        }
    }

    private void exchange(ScriptedServer server, RestRig rig) {
        assertThat(rig.json(RestRequest.get(server.uri("/confidential?x=1")))).isEqualTo("body");

        assertThat(server.authorizations())
                .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-2");
        assertThat(events)
                .as("the client does log")
                .anyMatch(event -> event.contains("org.apache.hc.client5"))
                .noneMatch(event -> event.contains("token-1") || event.contains("token-2"));
    }

    private static ScriptedServer.Script unfriendly() {
        return sequence(
                reply(503, "", "Retry-After: 0"),
                reply(401, ""),
                (request, out) -> {
                    throw new ScriptedServer.HangUp();
                },
                reply(200, "\"body\""));
    }

    /** Keeps the flood off the console. */
    private static final class Silence extends ch.qos.logback.core.filter.Filter<ILoggingEvent> {
        @Override
        public ch.qos.logback.core.spi.FilterReply decide(ILoggingEvent event) {
            return ch.qos.logback.core.spi.FilterReply.DENY;
        }
    }
}
