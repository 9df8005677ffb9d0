package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.testing.LogWatch;
import io.fourinsight.client.testing.Secrecy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the signatures which open day files are seen by nobody, and that tokens do not reach who keeps the files. */
class DataSecrecyTest {

    private static final String DATA = "fourinsight:timeseries?operation=data&seriesId=" + Sandbox.STATUS_TEXT;

    @TempDir
    private Path folder;

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

    private static boolean isBroken(String text) {
        return text.contains("sig=") || Secrecy.isBrokenBy(text);
    }

    @Test
    void noSignatureIsLoggedAtTraceWithHttpActivity() throws Exception {
        List<Exchange> exchanges = new ArrayList<>();
        try (LogWatch log = new LogWatch(DataSecrecyTest::isBroken)) {
            context.camel().getComponent("http", HttpComponent.class).setLogHttpActivity(true);
            context.route("data", DATA + "&cache=true&cacheDirectory=" + folder);
            context.route("stream", DATA + "&streaming=true", "file:" + folder + "?fileName=s.csv");

            exchanges.add(context.send("data"));
            assertThat(exchanges.get(0).getException()).isNull();
            sandbox.faults().answerNext(1, Sandbox.DAY_FILE_PATH, Response.of(403));
            exchanges.add(context.send("stream"));
            assertThat(exchanges.get(1).getException()).isNull();
            sandbox.faults().answerNext(2, Sandbox.DAY_FILE_PATH, Response.of(403));
            exchanges.add(context.send("stream"));
            sandbox.faults().cutAnswer(9, Sandbox.DAY_FILE_PATH, 3);
            exchanges.add(context.send("stream"));
            assertThat(exchanges.get(3).getException()).isNotNull();

            assertThat(log.lines()).isGreaterThan(100);
            assertThat(log.found()).isEmpty();
        }
        for (Exchange exchange : exchanges) {
            for (Throwable e = exchange.getException(); e != null; e = e.getCause()) {
                assertThat(e.toString()).matches(text -> !isBroken(text));
            }
        }
    }

    @Test
    void storesGetNeitherTokenNorCookie() throws Exception {
        context.route("data", DATA);

        assertThat(context.send("data").getException()).isNull();

        assertThat(sandbox.requests().blobRequests()).isPositive();
        assertThat(sandbox.requests().blobRequestsWithCredentials()).isZero();
    }
}
