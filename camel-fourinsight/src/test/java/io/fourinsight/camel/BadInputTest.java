package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.options.SessionCredentials;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.Environment;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in a route's text or a message's headers, and the errors that name them. */
class BadInputTest {

    private static final String SAMPLES =
            "fourinsight:timeseries?seriesId=s&start=2026-01-01&aggregationPeriod=1h&aggregationFunction=mean";

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

    static Stream<Arguments> mistakesInTheUri() {
        return Stream.of(
                Arguments.of("fourinsight:timeserie", "resource 'timeserie' is unknown; allowed: timeseries, "),
                Arguments.of("fourinsight:timeseries?operation=mean", "operation 'mean' is unknown for timeseries"),
                Arguments.of(
                        "fourinsight:api?operation=samples", "operation 'samples' is unknown for api; allowed: get"),
                Arguments.of("fourinsight:ping?operation=get", "operation 'get': ping has no operations"),
                Arguments.of("fourinsight:timeseries?seriesID=s&x=1", "seriesID"),
                Arguments.of(SAMPLES + "&end=2025-12-31", "start must be before end"),
                Arguments.of(SAMPLES + "&end=2026-01-01", "start must be before end"),
                Arguments.of("fourinsight:timeseries?start=now-1h&end=now-2h", "start must be before end"),
                Arguments.of("fourinsight:timeseries?start=yesterday", "Option start: 'yesterday'"),
                Arguments.of("fourinsight:timeseries?end=2026-13-01", "Option end: '2026-13-01'"),
                Arguments.of("fourinsight:timeseries?aggregationPeriod=1w", "aggregationPeriod: '1w'"),
                Arguments.of("fourinsight:timeseries?aggregationPeriod=25h", "aggregationPeriod: '25h'"),
                Arguments.of("fourinsight:timeseries?aggregationFunction=median", "aggregationFunction: 'median'"),
                Arguments.of("fourinsight:timeseries?maxPageSize=0", "maxPageSize '0'"),
                Arguments.of("fourinsight:timeseries?maxRetries=-1", "maxRetries '-1'"),
                Arguments.of("fourinsight:timeseries?requestTimeout=0", "requestTimeout 'PT0S'"),
                Arguments.of("fourinsight:ping?sessionType=user&sessionKey=CON", "sessionKey 'CON' is not allowed"),
                Arguments.of("fourinsight:ping?sessionType=user&signInHosts=http://x", "signInHosts 'http://x'"),
                Arguments.of("fourinsight:metadata?operation=info", "operation 'info' is unknown for metadata"),
                Arguments.of("fourinsight:metadata?namespace=..", "namespace '..' is not"),
                Arguments.of("fourinsight:metadata?key=.", "key '.' is not"),
                Arguments.of("fourinsight:metadata?metadataId=..", "metadataId '..' is not"),
                Arguments.of("fourinsight:metadata?overwrite=ja", "overwrite"),
                Arguments.of("fourinsight:timeseries?seriesId=..", "seriesId '..' is not"),
                Arguments.of("fourinsight:campaigns?campaignId=.", "campaignId '.' is not"),
                Arguments.of("fourinsight:campaigns?sensorId=..", "sensorId '..' is not"),
                Arguments.of(
                        "fourinsight:campaigns?operation=sensors&includeChannels=true&rawBody=true",
                        "includeChannels 'true' must not be combined with rawBody"),
                Arguments.of("fourinsight:api?path=v1.0/internal/x", "path 'v1.0/internal/x'"),
                Arguments.of("fourinsight:api?path=../x", "path '../x'"),
                Arguments.of("fourinsight:api?path=https://example.com/x", "only paths on the API's host"),
                Arguments.of("fourinsight:ping?reservoirUrl=http://example.com/", "reservoirUrl 'http://example.com/'"),
                Arguments.of("fourinsight:ping?tokenUrl=http://example.com/t", "tokenUrl 'http://example.com/t'"),
                Arguments.of("fourinsight:ping?sessionKey=a/b", "sessionKey 'a/b' is not allowed"),
                Arguments.of("fourinsight:ping?sessionKey=a..b", "sessionKey 'a..b' is not allowed"),
                Arguments.of("fourinsight:ping?sessionKey=" + "k".repeat(65), "sessionKey 'kkk"));
    }

    @ParameterizedTest
    @MethodSource("mistakesInTheUri")
    void mistakeInTheUriFailsTheBuildingOfTheRoute(String uri, String message) {
        assertThatThrownBy(() -> context.route("bad", uri))
                .hasStackTraceContaining(message)
                .hasStackTraceContaining(ResolveEndpointFailedException.class.getName());
        assertThat(sandbox.requests().tokenRequests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"apiUrl", "apiScope"})
    void environmentThatIsNotKnownSaysWhatMustBeSet(String option) {
        context.configuration().setEnvironment(Environment.QA);
        context.configuration()
                .setApiUrl(option.equals("apiUrl") ? null : sandbox.apiUrl().toString());

        assertThatThrownBy(() -> context.route("bad", "fourinsight:campaigns"))
                .hasStackTraceContaining(option + " must be set: it is not known for environment 'qa'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clientId", "clientSecret"})
    void missingCredentialIsNamed(String option) {
        if (option.equals("clientId")) {
            context.configuration().setClientId(null);
        } else {
            context.configuration().setClientSecret(" ");
        }

        assertThatThrownBy(() -> context.route("bad", "fourinsight:ping"))
                .hasStackTraceContaining(option + " must be set");
    }

    @Test
    void routeMayHaveAtLeastOneSession() {
        context.component().setMaxSessions(0);

        assertThatThrownBy(() -> context.route("bad", "fourinsight:ping"))
                .hasStackTraceContaining("maxSessions '0' must be at least 1");
    }

    static Stream<Arguments> mistakesInTheMessage() {
        String samples = "fourinsight:timeseries?aggregationPeriod=1h&aggregationFunction=mean";
        return Stream.of(
                Arguments.of(samples + "&start=now-1h", "CamelFourInsightCampaignId", "x", "seriesId must be set"),
                Arguments.of(samples + "&seriesId=s", "CamelFourInsightEnd", "now", "start must be set"),
                Arguments.of(samples + "&seriesId=s", "CamelFourInsightStart", "then", "Option start: 'then'"),
                Arguments.of(samples + "&seriesId=s", "CamelFourInsightStart", "now+1h", "start must be before end"),
                Arguments.of(SAMPLES, "CamelFourInsightAggregationPeriod", "1 week", "aggregationPeriod: '1 week'"),
                Arguments.of(
                        SAMPLES, "CamelFourInsightIncludeEmptyAggregations", "ja", "includeEmptyAggregations 'ja'"),
                Arguments.of(
                        "fourinsight:timeseries", "CamelFourInsightOperation", "get", "operation 'get' is unknown"),
                Arguments.of("fourinsight:campaigns?operation=get", "x", "y", "campaignId must be set"),
                Arguments.of("fourinsight:api", "x", "y", "path must be set"),
                Arguments.of(
                        "fourinsight:campaigns?operation=events",
                        "CamelFourInsightCampaignId",
                        "..",
                        "campaignId '..' is not"),
                Arguments.of(
                        "fourinsight:campaigns?operation=timeseries",
                        "CamelFourInsightCampaignId",
                        "Internal",
                        "campaignId 'Internal' cannot be used"),
                Arguments.of("fourinsight:campaigns?operation=channels&campaignId=c", "x", "y", "sensorId must be set"),
                Arguments.of(
                        "fourinsight:campaigns?includeChannels=true&rawBody=true&campaignId=c",
                        "CamelFourInsightOperation",
                        "sensors",
                        "includeChannels 'true' must not be combined with rawBody"),
                Arguments.of("fourinsight:timeseries?operation=delete", "x", "y", "seriesId must be set"),
                Arguments.of(
                        "fourinsight:timeseries?operation=delete",
                        "CamelFourInsightResultSeriesId",
                        "of another message",
                        "seriesId must be set"),
                Arguments.of(
                        "fourinsight:timeseries?operation=append",
                        "CamelFourInsightResultSeriesId",
                        "of another message",
                        "seriesId must be set"),
                Arguments.of(
                        "fourinsight:timeseries?operation=attachMetadata&metadataId=m",
                        "CamelFourInsightResultSeriesId",
                        "of another message",
                        "seriesId must be set"),
                Arguments.of(
                        "fourinsight:timeseries?operation=delete&seriesId=s",
                        "CamelFourInsightSeriesId",
                        List.of("s1", "s2"),
                        "header CamelFourInsightSeriesId cannot be read as text: it is a java.util."),
                Arguments.of(
                        "fourinsight:metadata?namespace=ns",
                        "CamelFourInsightKey",
                        Map.of("k", "v"),
                        "header CamelFourInsightKey cannot be read as text"),
                Arguments.of(
                        "fourinsight:timeseries?operation=info",
                        "CamelFourInsightSeriesId",
                        new String[] {"s"},
                        "header CamelFourInsightSeriesId cannot be read as text"),
                Arguments.of(
                        "fourinsight:timeseries?operation=delete",
                        "CamelFourInsightSeriesId",
                        "half \ud83c",
                        "is not Unicode and cannot be part of a path"),
                Arguments.of("fourinsight:timeseries?operation=search", "x", "y", "namespace must be set"),
                Arguments.of(
                        "fourinsight:timeseries?operation=search&namespace=ns",
                        "CamelFourInsightName",
                        "n",
                        "key must be set for a search with name 'n'"),
                Arguments.of(
                        "fourinsight:timeseries?operation=search&namespace=ns&key=k",
                        "CamelFourInsightValue",
                        "v",
                        "name must be set for a search with value 'v'"),
                Arguments.of(
                        "fourinsight:timeseries?operation=search&namespace=ns&key=k&name=n",
                        "CamelFourInsightValue",
                        "..",
                        "value '..' is not"),
                Arguments.of(
                        "fourinsight:timeseries?operation=attachMetadata&seriesId=s",
                        "x",
                        "y",
                        "metadataId, or namespace and key, must be set"),
                Arguments.of(
                        "fourinsight:timeseries?operation=attachMetadata",
                        "CamelFourInsightMetadataId",
                        "m",
                        "seriesId must be set"),
                Arguments.of(
                        "fourinsight:timeseries?operation=detachMetadata&seriesId=s",
                        "CamelFourInsightNamespace",
                        "ns",
                        "metadataId must be set"),
                Arguments.of("fourinsight:metadata", "x", "y", "metadataId, or namespace and key, must be set"),
                Arguments.of("fourinsight:metadata", "CamelFourInsightNamespace", "ns", "key must be set"),
                Arguments.of("fourinsight:metadata", "CamelFourInsightMetadataId", "..", "metadataId '..' is not"),
                Arguments.of("fourinsight:metadata?operation=set&namespace=ns", "x", "y", "key must be set"),
                Arguments.of(
                        "fourinsight:metadata?operation=search&namespace=ns&key=k",
                        "CamelFourInsightName",
                        "n",
                        "value must be set to search for metadata with name 'n'"),
                Arguments.of("fourinsight:metadata?operation=delete", "x", "y", "metadataId must be set"),
                Arguments.of(
                        "fourinsight:metadata?operation=search", "CamelFourInsightKey", "k", "namespace must be set"),
                Arguments.of("fourinsight:api", "CamelFourInsightPath", "x/%69nternal", "path 'x/%69nternal'"),
                Arguments.of(
                        "fourinsight:timeseries?operation=info",
                        "CamelFourInsightSeriesId",
                        "..",
                        "seriesId '..' is not an id"),
                Arguments.of(SAMPLES, "CamelFourInsightSessionKey", "../x", "'../x' is not allowed"),
                Arguments.of(SAMPLES, "CamelFourInsightSessionKey", "other", "sessionKey 'other' is not configured"),
                Arguments.of(
                        SAMPLES,
                        "CamelFourInsightSessionKey",
                        CompletableFuture.completedFuture("acme"),
                        "header CamelFourInsightSessionKey cannot be read as text"));
    }

    @ParameterizedTest
    @MethodSource("mistakesInTheMessage")
    void mistakeInTheMessageFailsItsExchange(String uri, String header, Object value, String message) throws Exception {
        context.route("bad", uri);

        Exchange exchange = context.send("bad", header, value);

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThat(sandbox.requests().apiRequests() + sandbox.requests().reservoirRequests())
                .isZero();
    }

    @Test
    void keyFromAMessageThatIsNotConfiguredMakesNoRequestAndNoSession() throws Exception {
        context.route("keys", "fourinsight:ping");

        for (int i = 0; i < 100; i++) {
            context.send("keys", FourInsightConstants.SESSION_KEY, "key-" + i);
        }

        assertThat(sandbox.requests().tokenRequests()).isZero();
        assertThat(context.component().runtime().sessions().size()).isZero();
    }

    @Test
    void listedKeyIsTheOnlyOneWithoutFallback() throws Exception {
        SessionCredentials acme = new SessionCredentials();
        acme.setClientId(Sandbox.CLIENT_ID);
        acme.setClientSecret(Sandbox.CLIENT_SECRET);
        context.component().getSessions().put("acme", acme);

        assertThatThrownBy(() -> context.route("bad", "fourinsight:ping?sessionKey=other"))
                .hasStackTraceContaining("sessionKey 'other' is not configured; allowed are the keys of the component's"
                        + " sessions, acme");
    }
}
