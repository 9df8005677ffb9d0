package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.FourInsight;
import io.fourinsight.client.FourInsightBuilder;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.text.Timestamps;
import io.fourinsight.client.session.Service;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the rows of docs/python.md: the route and the Java beside a call of Python do the same, and what the call does. */
class PythonPageTest {

    private static final Page PAGE = Page.of("python.md");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-03-02T00:00:00Z");
    private static final Map<String, Object> BOW = Map.of("position", "bow");

    /** The calls that change something, or answer nothing: each has a test of its own. */
    private static final Set<String> WITH_A_TEST = Set.of(
            "client.create()",
            "client.create(samples)",
            "client.append(samples, series)",
            "client.append(samples, series, wait_on_verification=False)",
            "client.delete(series)",
            "client.ping()",
            "client.set_metadata(series, namespace=\"vessel.sensors\", key=\"motion-7\", position=\"bow\")",
            "client.set_metadata(series, metadata_id=entry)",
            "client.remove_metadata(series, entry)",
            "client.metadata_set(\"vessel.sensors\", \"motion-7\", position=\"bow\")",
            "client.metadata_delete(entry)");

    /** What the three packages offer. */
    private static final List<String> CALLS = List.of(
            "ClientSession(",
            "UserSession()",
            "session.get(",
            "session.get_pages(",
            "client.get(",
            "client.get_samples_aggregate(",
            "client.create(",
            "client.append(",
            "client.info(",
            "client.delete(",
            "client.search(",
            "client.ping(",
            "client.set_metadata(",
            "client.remove_metadata(",
            "client.metadata_set(",
            "client.metadata_get(",
            "client.metadata_browse(",
            "client.metadata_search(",
            "client.metadata_delete(",
            "client.overview(",
            "campaign.general(",
            "campaign.geotrack(",
            "campaign.events(",
            "campaign.sensors(",
            "campaign.get_sensor_data(",
            "campaign.swim_operations(",
            "campaign.lowerstack(");

    private enum Way {
        ROUTE,
        JAVA
    }

    record Row(String python, String route, String java) {

        @Override
        public String toString() {
            return python;
        }
    }

    @TempDir
    private static Path classes;

    private static JavaOfPage java;

    private final Sandbox sandbox = Sandbox.start();
    private FourInsight fourInsight;

    @BeforeAll
    static void compile() throws Exception {
        java = JavaOfPage.compile(
                PAGE.rows().stream()
                        .map(row -> row.get(row.size() - 1))
                        .filter(expression -> !expression.isEmpty())
                        .toList(),
                classes);
    }

    @BeforeEach
    void prepare() {
        fourInsight = atSandbox(FourInsight.builder().credentials(Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET))
                .tokenUrl(sandbox.tokenUrl().toString())
                .build();
        java.fourInsight = fourInsight;
        java.series = Sandbox.STAVANGER;
        java.campaign = Sandbox.CAMPAIGN;
        java.entry = (String) fourInsight
                .metadata()
                .set("vessel.sensors", "motion-7", BOW, false)
                .get("Id");
        fourInsight.timeSeries().attach(Sandbox.STAVANGER, java.entry);
        java.start = START;
        java.end = END;
        java.first = Timestamps.nanos(START);
        java.last = java.first + 2;
        java.samples = TimeSeries.of(
                null, new long[] {java.first, java.first + 1, java.last, java.last + 1}, new double[] {1.5, 2, 3, 4});
        java.later = TimeSeries.of(null, new long[] {java.last + 2}, new double[] {5});
        java.values = BOW;
        java.body = Map.of("Campaigns", List.of(Sandbox.CAMPAIGN), "pageSize", 50, "skip", 0);
    }

    @AfterEach
    void close() {
        fourInsight.close();
        sandbox.close();
    }

    private FourInsightBuilder atSandbox(FourInsightBuilder builder) {
        return builder.url(Service.API, sandbox.apiUrl().toString())
                .url(Service.RESERVOIR, sandbox.reservoirUrl().toString());
    }

    private static Stream<Row> rows(String... sections) {
        return Stream.of(sections)
                .flatMap(section -> PAGE.section(section).rows().stream())
                .map(row -> new Row(row.get(0), row.get(1), row.get(2)));
    }

    private static Stream<Row> calls() {
        return rows("Requests", "Time series", "Metadata", "Campaigns");
    }

    private static Stream<Row> questions() {
        return calls().filter(row -> !WITH_A_TEST.contains(row.python));
    }

    private PageContext context() {
        return new PageContext(
                sandbox,
                Map.of(
                        "series", java.series,
                        "campaign", java.campaign,
                        "entry", java.entry,
                        "start", START.toString(),
                        "end", END.toString()));
    }

    private Object route(String uri, Object body) throws Exception {
        try (PageContext context = context()) {
            return context.to("row", uri).answer("row", body);
        }
    }

    /** What the call's row gives, with that in the message. */
    private Object call(Way way, String python, Object body) throws Exception {
        Row called =
                calls().filter(row -> row.python.equals(python)).findFirst().orElseThrow();
        return way == Way.ROUTE ? route(called.route, body) : java.value(called.java);
    }

    @Test
    void everyCallHasARow() {
        String all = Stream.concat(rows("Sessions"), calls()).map(Row::python).collect(Collectors.joining("\n"));

        assertThat(CALLS).allSatisfy(call -> assertThat(all).contains(call));
        assertThat(calls().map(Row::python)).containsAll(WITH_A_TEST);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void routeAndJavaGiveTheSame(Row row) throws Exception {
        Object answer = route(row.route, java.body);

        assertThat(answer).isEqualTo(java.value(row.java));
        assertThat(answer).isNotIn(null, List.of(), Map.of(), TimeSeries.empty(Sandbox.STAVANGER));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void seriesIsMadeEmptyOrOfSamples(Way way) throws Exception {
        String empty = id(call(way, "client.create()", null));
        String whole = id(call(way, "client.create(samples)", java.samples));

        assertThat(sandbox.samples(empty)).isEmpty();
        assertThat(sandbox.samples(whole)).containsOnlyKeys(timestamps(java.samples));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void seriesGrowsAndGoes(Way way) throws Exception {
        java.series = id(fourInsight.timeSeries().create(java.later));

        call(way, "client.append(samples, series)", java.samples);
        assertThat(sandbox.samples(java.series)).hasSize(java.samples.size() + 1);

        call(way, "client.delete(series)", null);
        for (String call : List.of("client.info(series)", "client.delete(series)")) {
            assertThatThrownBy(() -> call(way, call, null)).hasMessageContaining("404");
        }
    }

    @Test
    void seriesGrowsBeforeItIsVerified() throws Exception {
        java.series = id(fourInsight.timeSeries().create(java.later));
        sandbox.requests().reset();

        call(Way.ROUTE, "client.append(samples, series, wait_on_verification=False)", java.samples);

        assertThat(sandbox.samples(java.series)).hasSize(java.samples.size() + 1);
        assertThat(sandbox.requests().last())
                .extracting(request -> request.url().getPath())
                .contains("/reservoir-api/api/files/commit")
                .noneMatch(path -> path.endsWith("/status"));
    }

    @Test
    void reservoirAnswersAPing() throws Exception {
        assertThat(call(Way.ROUTE, "client.ping()", null)).isInstanceOf(Map.class);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void metadataIsSetAttachedDetachedAndDeleted(Way way) throws Exception {
        java.series = Sandbox.BERGEN;
        call(way, "client.set_metadata(series, metadata_id=entry)", null);
        assertThat(found(way)).containsExactlyInAnyOrder(Sandbox.BERGEN, Sandbox.STAVANGER);
        call(way, "client.remove_metadata(series, entry)", null);
        assertThat(found(way)).containsExactly(Sandbox.STAVANGER);
        call(way, "client.metadata_delete(entry)", null);
        assertThat(found(way)).isEmpty();

        call(way, "client.set_metadata(series, namespace=\"vessel.sensors\", key=\"motion-7\", position=\"bow\")", BOW);
        assertThat(found(way)).containsExactly(Sandbox.BERGEN);
    }

    @SuppressWarnings("unchecked")
    private List<Object> found(Way way) throws Exception {
        return (List<Object>) call(way, "client.search(\"vessel.sensors\", \"motion-7\", \"position\", \"bow\")", null);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void metadataIsReplaced(Way way) throws Exception {
        fourInsight.metadata().set("vessel.sensors", "motion-7", Map.of("position", "stern"), true);

        call(way, "client.metadata_set(\"vessel.sensors\", \"motion-7\", position=\"bow\")", BOW);

        assertThat(fourInsight.metadata().get(java.entry).get("Value")).isEqualTo(BOW);
    }

    @Test
    void metadataThatIsThereIsAnError() {
        String call = "client.set_metadata(series, namespace=\"vessel.sensors\", key=\"motion-7\", position=\"bow\")";
        fourInsight.metadata().set("vessel.sensors", "motion-7", Map.of("position", "stern"), true);

        assertThatThrownBy(() -> call(Way.ROUTE, call, BOW))
                .hasMessageContaining("motion-7")
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo("MetadataExistsException"));
        assertThatThrownBy(() -> call(Way.JAVA, call, BOW))
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo("MetadataConflictException"));
    }

    @Test
    void timeSeriesDoesWhatASeriesOfPandasDoes() throws Exception {
        Map<String, Object> expected = Map.of(
                "len(samples)",
                4,
                "samples.empty",
                false,
                "samples.index[0]",
                START,
                "samples.index.astype(\"int64\")[0]",
                java.first,
                "samples.iloc[0]",
                1.5,
                "samples.loc[first:last]",
                TimeSeries.of(null, new long[] {java.first, java.first + 1, java.last}, new double[] {1.5, 2, 3}),
                "pandas.concat([samples, later])",
                TimeSeries.of(
                        java.series,
                        new long[] {java.first, java.first + 1, java.last, java.last + 1, java.last + 2},
                        new double[] {1.5, 2, 3, 4, 5}),
                "pandas.Series([1.5], index=[first])",
                TimeSeries.of(null, new long[] {java.first}, new double[] {1.5}));
        List<List<String>> rows = PAGE.section("A series in memory").rows();

        assertThat(rows).extracting(row -> row.get(0)).containsExactlyInAnyOrderElementsOf(expected.keySet());
        for (List<String> row : rows) {
            assertThat(java.value(row.get(1))).as(row.get(0)).isEqualTo(expected.get(row.get(0)));
        }
    }

    /** What the page says of times. */
    @Test
    void timesAreReadAsThePageSays() throws Exception {
        String data = "fourinsight:timeseries?operation=data&seriesId={{series}}";

        assertThat(route(data + "&start=1772323200000000000&end=1772323200000000001", null))
                .isInstanceOfSatisfying(
                        TimeSeries.class, window -> assertThat(window.size()).isEqualTo(1));
        sandbox.addSeries("old", new long[] {-1_000_000_000L, 1_000_000_000L}, new double[] {1, 2});
        assertThat(route(data.replace("{{series}}", "old") + "&start=0", null))
                .isEqualTo(TimeSeries.of("old", new long[] {1_000_000_000L}, new double[] {2}));
        for (String wrong : List.of("03.02.2024", "1772323200")) {
            assertThatThrownBy(() -> route(data + "&start=" + wrong, null)).hasStackTraceContaining(wrong);
        }
        assertThatThrownBy(() -> route(
                        "fourinsight:timeseries?seriesId={{series}}&aggregationPeriod=1h" + "&aggregationFunction=mean",
                        null))
                .hasStackTraceContaining("start");
    }

    @Test
    void periodsAreTranslatedOrRefused() throws Exception {
        String means = "fourinsight:timeseries?seriesId={{series}}&start={{start}}&end={{end}}"
                + "&aggregationFunction=mean&aggregationPeriod=";

        assertThat(route(means + "1hour", null)).isEqualTo(route(means + "1h", null));
        assertThat(route(means + "15min", null)).isEqualTo(route(means + "15m", null));
        assertThatThrownBy(() -> route(means + "0.1s", null)).hasStackTraceContaining("aggregationPeriod");
    }

    private static String id(Object answer) {
        return (String) ((Map<?, ?>) answer).get("TimeSeriesId");
    }

    private static Long[] timestamps(TimeSeries samples) {
        Long[] timestamps = new Long[samples.size()];
        for (int i = 0; i < timestamps.length; i++) {
            timestamps[i] = samples.timestamp(i);
        }
        return timestamps;
    }
}
