package io.fourinsight.camel;

import static io.fourinsight.camel.UploadRig.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.options.MetadataExistsException;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.reservoir.TimeSeries;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code operation=create} with {@code ifAbsent=true}: whatever was done before an end, done again it makes nothing twice. */
class CreateIfAbsentTest {

    private static final String CSV = NOON + ",1.5\n" + (NOON + 1) + ",2\n";
    private static final String IDENTITY = "&namespace=plant&key=PT-101&name=tag&value=PT-101";

    private final UploadRig rig = new UploadRig();

    @BeforeEach
    void start() throws Exception {
        rig.start("");
        rig.context.route("named", UploadRig.CREATE + "&ifAbsent=true" + IDENTITY);
        rig.context.route("search", "fourinsight:timeseries?operation=search&exact=true" + IDENTITY);
        rig.context.route("entry", "fourinsight:metadata?operation=get&namespace=plant&key=PT-101");
        rig.context.route("attach", "fourinsight:timeseries?operation=attachMetadata");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private static String id(Exchange exchange) {
        return exchange.getMessage().getHeader(FourInsightConstants.RESULT_SERIES_ID, String.class);
    }

    private List<?> found() {
        return rig.upload("search", null).getMessage().getBody(List.class);
    }

    /** A series that another program made, with metadata of this key and value. */
    private String elsewhere(String key, String value) {
        String id = rig.create(null);
        rig.upload(
                "attach",
                Map.of("tag", value),
                FourInsightConstants.SERIES_ID,
                id,
                FourInsightConstants.NAMESPACE,
                "plant",
                FourInsightConstants.KEY,
                key);
        return id;
    }

    private void assertHasSamples(String id) {
        assertThat(rig.data(id)).isEqualTo(TimeSeries.of(id, new long[] {NOON, NOON + 1}, new double[] {1.5, 2}));
    }

    @Test
    void seriesIsMadeThenNamedThenFilled() {
        String id = id(rig.upload("named", CSV));

        assertThat(rig.steps().subList(rig.steps().size() - 5, rig.steps().size()))
                .containsExactly(
                        "GET timeseries/search/plant/PT-101/tag",
                        "PUT timeseries/*",
                        "PUT metadata/plant/PT-101",
                        "PUT timeseries/*/metadata",
                        "POST timeseries/add");
        assertHasSamples(id);
        assertThat(found()).isEqualTo(List.of(id));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, files/upload",
        "PUT, uploads/",
        "POST, files/commit",
        "GET, timeseries/search/",
        "PUT, timeseries/[^/]*",
        "PUT, metadata/",
        "PUT, timeseries/.*/metadata",
        "POST, timeseries/add",
    })
    void anEndBeforeOrAfterAnyStepLeavesNothingDouble(String method, String step) {
        for (boolean after : new boolean[] {false, true}) {
            // all attempts of one exchange, so that this step is the last that its process does
            if (after) {
                rig.sandbox.faults().dropAnswer(4, request -> is(request, method, step));
            } else {
                rig.sandbox.faults().answerNext(4, request -> is(request, method, step), Response.of(503));
            }
            assertThat(rig.context.sendBody("named", CSV).getException()).isNotNull();
            rig.sandbox.faults().clear();
        }
        String id = id(rig.upload("named", CSV));
        String again = id(rig.upload("named", CSV));

        assertThat(again).isEqualTo(id);
        assertHasSamples(id);
        assertThat(found()).isEqualTo(List.of(id));
        assertThat(rig.steps().stream().filter("POST timeseries/create"::equals))
                .isEmpty();
    }

    private static boolean is(Request request, String method, String step) {
        return request.method().equals(method) && request.url().toString().matches(".*/" + step + "(\\?.*)?")
                || request.method().equals(method)
                        && step.endsWith("/")
                        && request.url().toString().contains("/" + step);
    }

    @Test
    void seriesMadeElsewhereIsTaken() {
        String id = elsewhere("PT-101", "PT-101");

        assertThat(id(rig.upload("named", CSV))).isEqualTo(id);

        assertHasSamples(id);
        assertThat(found()).isEqualTo(List.of(id));
    }

    /** The service also finds keys that begin so, and values that contain the value. */
    @Test
    void seriesWithALongerKeyIsAnother() {
        String other = elsewhere("PT-1011", "PT-101");

        assertThat(id(rig.upload("named", CSV))).isNotEqualTo(other);

        assertThat(rig.data(other).isEmpty()).isTrue();
    }

    @Test
    void keyThatHasAnotherValueIsAConflict() {
        elsewhere("PT-101", "PT-1011");

        assertThat(rig.context.sendBody("named", CSV).getException()).isInstanceOf(MetadataExistsException.class);
        assertThat(found()).isEmpty();
    }

    @Test
    void severalSeriesAreAnErrorThatNamesThem() {
        String one = elsewhere("PT-101", "PT-101");
        String other = rig.create(null);
        String entry =
                String.valueOf(SandboxContext.map(rig.upload("entry", null)).get("Id"));
        rig.upload("attach", null, FourInsightConstants.SERIES_ID, other, FourInsightConstants.METADATA_ID, entry);

        assertThat(rig.context.sendBody("named", CSV).getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("There are 2 series with this namespace, key, name and value")
                .hasMessageContaining(one)
                .hasMessageContaining(other);
    }

    @Test
    void badLineLeavesNoSeriesBehind() {
        assertThat(rig.context.sendBody("named", "1,2,3").getException()).hasMessageContaining("a second comma");

        assertThat(rig.steps()).isEmpty();
    }

    @Test
    void withoutSamplesTheSeriesIsThereAllTheSame() {
        String id = id(rig.upload("named", null));

        assertThat(rig.data(id).isEmpty()).isTrue();
        assertThat(id(rig.upload("named", CSV))).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&namespace=plant", "&namespace=plant&key=PT-101&name=tag"})
    void identityMustBeWhole(String options) throws Exception {
        rig.context.route("unnamed", UploadRig.CREATE + "&ifAbsent=true" + options);

        assertThat(rig.context.sendBody("unnamed", CSV).getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("namespace");
        assertThat(rig.steps()).isEmpty();
    }

    @Test
    void otherOperationsRefuseTheOptionAndCreateAloneTheIdentity() {
        assertThatThrownBy(
                        () -> rig.context.route("bad", UploadRig.APPEND + "&ifAbsent=true&seriesId=" + Sandbox.EMPTY))
                .hasStackTraceContaining("option 'ifAbsent': value 'true' is of no use");
        assertThatThrownBy(() -> rig.context.route("bad", UploadRig.CREATE + "&namespace=plant"))
                .hasStackTraceContaining("option 'namespace': value 'plant' is of no use");
    }
}
