package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUriTest {

    private static final String SEARCH = "fourinsight:metadata?operation=search&namespace=n&key=k&name=x&value=";

    private Sandbox sandbox;
    private SandboxContext context;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        context = new SandboxContext(sandbox);
        context.camel().start();
    }

    @AfterEach
    void stop() {
        context.close();
        sandbox.close();
    }

    private FourInsightConfiguration configuration(String uri) {
        return context.camel().getEndpoint(uri, FourInsightEndpoint.class).getConfiguration();
    }

    /** As the YAML DSL makes a URI of parameters. */
    private String yaml(String resource, Map<String, Object> parameters) throws Exception {
        Map<String, Object> all = new TreeMap<>(parameters);
        all.put("resource", resource);
        return context.camel()
                .getCamelContextExtension()
                .getEndpointUriFactory("fourinsight")
                .buildUri("fourinsight", all, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value",
                "query",
                "path",
                "namespace",
                "key",
                "name",
                "seriesId",
                "campaignId",
                "sensorId",
                "metadataId",
                "sessionKey",
                "cacheDirectory",
                "tokenDirectory",
                "apiScope"
            })
    void plusInAnOptionIsRefusedWithASentenceThatNamesRaw(String option) throws Exception {
        String uri = yaml("api", Map.of(option, "C++ 3+4"));

        assertThatThrownBy(() -> context.camel().getEndpoint(uri))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("option '" + option + "'")
                .hasMessageContaining("RAW(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C++", "C%2B%2B", "C%2b+", "North+Sea", "C++ 3+4", "+", "{{plus}}"})
    void plusIsRefusedHoweverItIsWritten(String value) {
        context.camel().getPropertiesComponent().addInitialProperty("plus", "a+b");

        assertThatThrownBy(() -> context.camel().getEndpoint(SEARCH + value))
                .rootCause()
                .hasMessageContaining("option 'value': value '" + value.replace("{{plus}}", "a+b") + "' has a plus");
    }

    /** With set the wrong key would be written. */
    @ParameterizedTest
    @ValueSource(strings = {"namespace", "key", "name", "value"})
    void plusInTheUriOfAMetadataEndpointIsRefused(String option) {
        String uri = "fourinsight:metadata?operation=set&namespace=n&key=k&name=x&value=v"
                .replaceFirst("([?&]" + option + "=)", "$1C++");

        assertThatThrownBy(() -> context.camel().getEndpoint(uri))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .rootCause()
                .hasMessageContaining("option '" + option + "': value 'C++")
                .hasMessageContaining("RAW(C++");
    }

    /** YAML makes a number of it. */
    @Test
    void dateWithoutDashesIsThatDayNotNanoseconds() throws Exception {
        context.route(
                "window",
                yaml(
                        "timeseries",
                        Map.of(
                                "operation",
                                "data",
                                "seriesId",
                                Sandbox.STAVANGER,
                                "start",
                                20260301,
                                "end",
                                20260302)));
        context.route(
                "headers",
                yaml("timeseries", Map.of("operation", "data", "seriesId", Sandbox.STAVANGER, "streaming", true)));
        Exchange window = context.send("window");
        assertThat(window.getMessage().getHeader(FourInsightConstants.WINDOW_START))
                .isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThat(window.getMessage().getHeader(FourInsightConstants.WINDOW_END))
                .isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
        for (Object day : new Object[] {20260301, 20260301L, "20260301"}) {
            Exchange headers =
                    context.send("headers", FourInsightConstants.START, day, FourInsightConstants.END, 20260302);

            assertThat(headers.getException()).isNull();
            assertThat(headers.getMessage().getHeader(FourInsightConstants.WINDOW_START))
                    .isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
            assertThat(headers.getMessage().getHeader(FourInsightConstants.WINDOW_END))
                    .isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20260230, 20261301, 202603, 1_772_323_200})
    void numberThatIsNoDayIsRefusedWithASentence(int day) throws Exception {
        String uri =
                yaml("timeseries", Map.of("operation", "data", "seriesId", Sandbox.STAVANGER, "start", 0, "end", day));
        context.route("header", "fourinsight:timeseries?operation=data&seriesId=" + Sandbox.STAVANGER);

        assertThatThrownBy(() -> context.camel().getEndpoint(uri))
                .hasStackTraceContaining("Option end: '" + day + "' is no time; allowed are");
        assertThat(context.send("header", FourInsightConstants.END, day).getException())
                .hasStackTraceContaining("'" + day + "' is no time; allowed are");
    }

    @Test
    void secretWithAPlusIsNotInTheMessage() {
        assertThatThrownBy(() -> context.camel().getEndpoint(SEARCH + "v&clientSecret=se+cret"))
                .rootCause()
                .hasMessageContaining("option 'clientSecret' has a plus")
                .hasMessageNotContaining("cret ")
                .hasMessageNotContaining("se+");
    }

    @ParameterizedTest
    @CsvSource({
        "North Sea, North Sea",
        "North%20Sea, North Sea",
        "RAW(C++), C++",
        "RAW(C%2B), C%2B",
        "RAW{a+(b)}, a+(b)",
        "RAW(North Sea), North Sea",
        "100%, 100%",
        "5%25, 5%",
        "%C3%A5, å",
        "å, å",
        "$filter=Title eq 'X', $filter=Title eq 'X'",
    })
    void valueIsWhatIsMeant(String written, String meant) throws Exception {
        assertThat(configuration(SEARCH + written).getValue()).isEqualTo(meant);
        assertThat(configuration(yaml(
                                "metadata",
                                Map.of(
                                        "operation",
                                        "search",
                                        "namespace",
                                        "n",
                                        "key",
                                        "y",
                                        "name",
                                        "x",
                                        "value",
                                        written)))
                        .getValue())
                .isEqualTo(meant);
    }

    @Test
    void queryWithBlanksIsSentAsItIs() throws Exception {
        context.route("query", yaml("campaigns", Map.of("query", "$filter=CampaignName eq 'no such'")));

        assertThat(context.send("query").getException()).isNull();

        assertThat(configuration(yaml("campaigns", Map.of("query", "$filter=CampaignName eq 'no such'")))
                        .getQuery())
                .isEqualTo("$filter=CampaignName eq 'no such'");
    }

    @Test
    void offsetOfATimeMayHaveAPlus() {
        assertThat(configuration("fourinsight:timeseries?seriesId=s&start=2026-07-01T12:00:00+02:00&end=now+1h")
                        .getStart())
                .isEqualTo("2026-07-01T12:00:00+02:00");
    }

    /** There Camel has made one of both already. */
    @Test
    void blankOfADynamicUriStaysABlank() throws Exception {
        context.camel().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dynamic").toD(SEARCH + "${header.v}");
            }
        });

        assertThat(context.send("dynamic", "v", "North Sea").getException()).isNull();

        assertThat(context.camel().getEndpoints())
                .filteredOn(FourInsightEndpoint.class::isInstance)
                .map(endpoint ->
                        ((FourInsightEndpoint) endpoint).getConfiguration().getValue())
                .containsExactly("North Sea");
    }

    @Test
    void objectsThatAreGivenWithTheUriStayAsTheyAre() {
        Endpoint endpoint = context.camel().getEndpoint("fourinsight:api", Map.of("path", "a+b%20c"));

        assertThat(((FourInsightEndpoint) endpoint).getConfiguration().getPath())
                .isEqualTo("a+b%20c");
    }

    @Test
    void endpointHasTheUriThatCamelKnowsItBy() {
        assertThat(context.camel().getEndpoint(SEARCH + "North Sea").getEndpointUri())
                .isEqualTo(context.camel().getEndpoint(SEARCH + "North%20Sea").getEndpointUri())
                .isEqualTo("fourinsight://metadata?key=k&name=x&namespace=n&operation=search&value=North+Sea");
    }
}
