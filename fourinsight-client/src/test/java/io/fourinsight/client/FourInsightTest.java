package io.fourinsight.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.AggregateQuery;
import io.fourinsight.client.reservoir.AggregationFunction;
import io.fourinsight.client.reservoir.AggregationPeriod;
import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.MetadataConflictException;
import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.rest.Paging;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Cancellation;
import io.fourinsight.client.session.Service;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front door against a sandbox: each facade. */
class FourInsightTest {

    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-02T00:00:00Z");

    private final Sandbox sandbox = Sandbox.start();
    private final FourInsight fourInsight = builder(sandbox).build();

    /** A builder of clients of a sandbox. */
    static FourInsightBuilder builder(Sandbox sandbox) {
        return FourInsight.builder()
                .credentials(Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET)
                .tokenUrl(sandbox.tokenUrl().toString())
                .url(Service.API, sandbox.apiUrl().toString())
                .url(Service.RESERVOIR, sandbox.reservoirUrl().toString());
    }

    @AfterEach
    void close() {
        fourInsight.close();
        sandbox.close();
    }

    @Test
    void buildingAsksForNothing() {
        assertThat(sandbox.requests().tokenRequests()).isZero();
    }

    @Test
    void samplesAreAggregated() {
        TimeSeries hours = fourInsight
                .timeSeries()
                .samples(new AggregateQuery(
                        Sandbox.STAVANGER, FROM, TO, AggregationPeriod.of("1h"), AggregationFunction.MEAN));

        assertThat(hours.size()).isEqualTo(24);
        assertThat(hours.instant(0)).isEqualTo(FROM);
    }

    @Test
    void rawSamplesComeAsSeriesAsStreamAndAsCsv() throws Exception {
        DataQuery day = new DataQuery(Sandbox.STAVANGER, FROM, TO);
        TimeSeries series = fourInsight.timeSeries().data(day);

        int streamed = 0;
        try (TimeSeriesStream stream = fourInsight.timeSeries().stream(day)) {
            for (TimeSeries piece : stream) {
                streamed += piece.size();
            }
        }
        assertThat(series.size()).isPositive().isEqualTo(streamed);
        try (InputStream csv = fourInsight.timeSeries().csv(day)) {
            assertThat(new String(csv.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .hasSize(series.size());
        }
    }

    @Test
    void asManyDayFilesAreFetchedAtOnceAsParallelismSays() throws Exception {
        int days = 30;
        sandbox.addSeries("month", FROM, Duration.ofHours(12), 2 * days, second -> second);
        CyclicBarrier asked = new CyclicBarrier(days);
        AtomicInteger together = new AtomicInteger();
        sandbox.faults().beforeAnswer(Sandbox.DAY_FILE_PATH, () -> {
            try {
                asked.await(20, TimeUnit.SECONDS);
                together.incrementAndGet();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        try (FourInsight parallel = builder(sandbox).parallelism(days).build()) {
            assertThat(parallel.timeSeries()
                            .data(new DataQuery("month", FROM, FROM.plus(Duration.ofDays(days))))
                            .size())
                    .isEqualTo(2 * days);
        }
        assertThat(together).hasValue(days);
    }

    @Test
    void dayFilesAreKeptOnDiskIfThatIsAskedFor(@TempDir Path folder) throws Exception {
        DataQuery day = new DataQuery(Sandbox.STAVANGER, FROM, TO);
        try (FourInsight caching = builder(sandbox).cache(folder, 1 << 20).build()) {
            TimeSeries first = caching.timeSeries().data(day);
            long files = sandbox.requests().blobRequests();

            assertThat(caching.timeSeries().data(day)).isEqualTo(first);
            assertThat(sandbox.requests().blobRequests()).isEqualTo(files);
        }
    }

    @Test
    void seriesIsCreatedAppendedToDescribedAndDeleted() throws Exception {
        TimeSeriesClient series = fourInsight.timeSeries();
        String id = series.create(Map.of(FROM, 1.0, FROM.plusSeconds(1), 2.0))
                .get("TimeSeriesId")
                .toString();
        series.append(id, "2026-03-01T00:00:02Z,3\n");

        TimeSeries whole = series.data(new DataQuery(id));
        assertThat(whole.size()).isEqualTo(3);
        assertThat(whole.number(2)).isEqualTo(3);
        assertThat(series.info(id).get("TimeSeriesId")).isEqualTo(id);
        assertThat(series.create(null)).containsKey("TimeSeriesId");
        series.delete(id);
        assertThatThrownBy(() -> series.info(id))
                .isInstanceOfSatisfying(
                        RestException.Status.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    @Test
    void appendingNothingIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fourInsight.timeSeries().append(Sandbox.EMPTY, ""))
                .withMessageContaining("holds no samples");
    }

    @Test
    void metadataIsSetFoundAttachedAndDeleted() {
        MetadataClient metadata = fourInsight.metadata();
        TimeSeriesClient series = fourInsight.timeSeries();
        String id = metadata.set("door", "level", Map.of("unit", "m"), false)
                .get("Id")
                .toString();

        assertThat(metadata.get("door", "level")).isEqualTo(metadata.get(id));
        assertThat(metadata.namespaces()).contains("door");
        assertThat(metadata.keys("door")).containsExactly("level");
        assertThat(metadata.search(new MetadataSearch("door", "level", null, null)))
                .hasSize(1);
        series.attach(Sandbox.STAVANGER, id);
        assertThat(series.search(new MetadataSearch("door", "level", "unit", "m")))
                .isEqualTo(List.of(Sandbox.STAVANGER));
        series.detach(Sandbox.STAVANGER, id);
        assertThat(series.search(new MetadataSearch("door", "level", "unit", "m")))
                .isEqualTo(List.of());
        metadata.delete(id);
        assertThat(metadata.keys("door")).isEmpty();
    }

    @Test
    void metadataThatIsThereIsNotOverwrittenUnasked() {
        MetadataClient metadata = fourInsight.metadata();
        metadata.set("door", "level", Map.of("unit", "m"), false);

        assertThatThrownBy(() -> metadata.set("door", "level", Map.of("unit", "ft"), false))
                .isInstanceOfSatisfying(MetadataConflictException.class, e -> {
                    assertThat(e.namespace()).isEqualTo("door");
                    assertThat(e.getCause().status()).isEqualTo(409);
                });
        assertThat(metadata.set("door", "level", Map.of("unit", "ft"), true).get("Value"))
                .isEqualTo(Map.of("unit", "ft"));
    }

    @Test
    void campaignsComeWithWhatBelongsToThem() {
        CampaignClient campaigns = fourInsight.campaigns();

        assertThat(campaigns.list("$top=1000")).isNotEmpty();
        assertThat(campaigns.get(Sandbox.CAMPAIGN)).isNotEmpty();
        assertThat(campaigns.events(Sandbox.CAMPAIGN, null)).isNotEmpty();
        assertThat(campaigns.lowerStack(Sandbox.CAMPAIGN)).isNotEmpty();
        assertThat(campaigns.swimops(null, null))
                .containsAll(campaigns.swimops(Sandbox.CAMPAIGN, null))
                .isNotEmpty();
        assertThat(campaigns.timeSeries(Sandbox.CAMPAIGN)).isNotEmpty();
        Map<?, ?> sensor = (Map<?, ?>)
                campaigns.sensorsWithChannels(Sandbox.CAMPAIGN, null).get(0);
        Object id = sensor.entrySet().stream()
                .filter(entry -> entry.getKey().toString().equalsIgnoreCase("id"))
                .findFirst()
                .orElseThrow()
                .getValue();
        Object channels = sensor.entrySet().stream()
                .filter(entry -> entry.getKey().toString().equalsIgnoreCase("channels"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(channels).isEqualTo(campaigns.channels(Sandbox.CAMPAIGN, id.toString(), null));
        assertThat(campaigns.sensors(Sandbox.CAMPAIGN, null)).isNotEmpty();
    }

    @Test
    void apiTakesAnyPath() {
        ApiClient api = fourInsight.api();
        List<Object> items = new ArrayList<>();
        api.items("v1.1/Campaigns", null).forEachRemaining(items::add);

        assertThat(api.get("v1.1/Campaigns", null)).isEqualTo(items);
        assertThat(api.get("v1.1/Campaigns", "$top=1", Paging.SINGLE)).isInstanceOf(Map.class);
        assertThat(api.get("v1.0/Campaigns/" + Sandbox.CAMPAIGN, null)).isInstanceOf(Map.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> api.get("https://elsewhere.example/v1.1/Campaigns", null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> api.items("v1.0/Campaigns/" + Sandbox.CAMPAIGN, null))
                .withMessageContaining("no collection");
    }

    @Test
    void aSeriesThatIsMadeIfAbsentIsMadeOnce() throws Exception {
        MetadataSearch tag = new MetadataSearch("plant", "PT-101", "tag", "PT-101");

        Object first =
                fourInsight.timeSeries().createIfAbsent(tag, "1,1\n2,2\n").get("TimeSeriesId");
        Object second = fourInsight.timeSeries().createIfAbsent(tag, "2,3\n").get("TimeSeriesId");

        assertThat(second).isEqualTo(first);
        assertThat(sandbox.samples(first.toString())).containsExactly(Map.entry(1L, 1.0), Map.entry(2L, 3.0));
        assertThat(fourInsight.timeSeries().uploadSteps().seriesId(tag)).isEqualTo(first);
    }

    @Test
    void aSeriesIsMadeIfAbsentByAWholeIdentityOnly() {
        MetadataSearch key = new MetadataSearch("plant", "PT-101", null, null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fourInsight.timeSeries().createIfAbsent(key, "1,1\n"))
                .withMessageContaining("namespace, key, name and value");
        assertThat(sandbox.requests().reservoirRequests()).isZero();
    }

    @Test
    void anUploadInStepsIsPartOfASeriesOnlyAfterTheLast() throws Exception {
        UploadSteps steps = fourInsight.timeSeries().uploadSteps();

        String file = steps.upload("1,1\n", new Cancellation()).orElseThrow();
        assertThat(sandbox.samples(Sandbox.EMPTY)).isEmpty();

        steps.add(Sandbox.EMPTY, file);
        assertThat(sandbox.samples(Sandbox.EMPTY)).containsExactly(Map.entry(1L, 1.0));
    }

    @Test
    void anUploadThatIsCancelledAsksForNothing() {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();

        assertThatThrownBy(() -> fourInsight.timeSeries().uploadSteps().upload("1,1\n", cancelled))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(sandbox.requests().reservoirRequests()).isZero();
    }
}
