package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.options.ServiceFailedException;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.rest.RestException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the messages of an exchange's exceptions say. */
class ErrorMessagesTest {

    private static final String SERIES = "fourinsight:timeseries?seriesId=no-such-series&operation=";

    private final CountDownLatch end = new CountDownLatch(1);
    private final Sandbox sandbox = Sandbox.start();
    private final SandboxContext context = new SandboxContext(sandbox);

    @AfterEach
    void stop() {
        end.countDown();
        context.close();
        sandbox.close();
    }

    private Exception failure(String uri) throws Exception {
        return context.route("route", uri).send("route").getException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"info", "data", "delete", "samples&start=2026-01-01&aggregationPeriod=1h&aggregationFunction=max"
            })
    void anUnknownSeriesIsNamed(String operation) throws Exception {
        assertThat(failure(SERIES + operation))
                .isInstanceOf(ServiceFailedException.class)
                .isInstanceOf(HttpOperationFailedException.class)
                .hasMessageContaining(
                        "statusCode: 404: series 'no-such-series' is unknown or not visible to this client");
    }

    @Test
    void whatTheServiceSaysIsInTheMessage() throws Exception {
        sandbox.faults()
                .answerNext(
                        1,
                        Sandbox.API_PATH,
                        Response.json(400, Map.of("error", Map.of("code", "x", "message", "No property 'Titel'."))));

        assertThat(failure("fourinsight:campaigns")).hasMessageEndingWith("statusCode: 400: No property 'Titel'.");
    }

    @Test
    void aTimeoutNamesTheHost() throws Exception {
        context.configuration().setResponseTimeout(Duration.ofMillis(300));
        context.configuration().setMaxRetries(0);
        sandbox.faults().beforeAnswer(Sandbox.API_PATH, this::untilTheEnd);

        assertThat(failure("fourinsight:campaigns"))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining(sandbox.apiUrl().getRawAuthority());
    }

    @Test
    void aBrokenAnswerNamesTheHost() throws Exception {
        context.configuration().setMaxRetries(0);
        sandbox.faults().cutAnswer(1, Sandbox.API_PATH, 5);

        assertThat(failure("fourinsight:campaigns"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sandbox.apiUrl().getRawAuthority());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fourinsight:campaigns",
                "fourinsight:api?path=v1.1/Campaigns&rawBody=true",
                "fourinsight:campaigns?operation=timeseries&campaignId=1"
            })
    void anAnswerThatIsTooLargeNamesTheOption(String uri) throws Exception {
        context.configuration().setMaxResponseSize("1KiB");
        sandbox.faults().answerNext(1, Sandbox.API_PATH, Response.json(200, List.of("x".repeat(1100))));

        assertThat(failure(uri))
                .isInstanceOf(RestException.Malformed.class)
                .hasMessageContaining("larger than the 1024 bytes that maxResponseSize allows");
    }

    @Test
    void soDoesAListingOfDayFiles() throws Exception {
        context.configuration().setMaxResponseSize("1KiB");
        sandbox.faults()
                .answerNext(1, Sandbox.RESERVOIR_PATH, Response.json(200, Map.of("Files", List.of("x".repeat(1100)))));

        assertThat(failure(SERIES + "data")).hasMessageContaining("maxResponseSize");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "64 apples", ""})
    void aSizeThatIsNoneIsRefusedWhenTheRouteIsBuilt(String size) {
        context.configuration().setMaxResponseSize(size);

        assertThatThrownBy(() -> context.route("route", "fourinsight:campaigns"))
                .hasStackTraceContaining("maxResponseSize '" + size + "'");
    }

    private void untilTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
