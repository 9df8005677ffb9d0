package io.fourinsight.connect.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.connect.common.SampleSchema;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What records hold, also after they were JSON. */
class RecordFormatTest {

    private static final long START = 1_767_225_600_000_000_000L;

    private final SourceRig rig = new SourceRig();
    private final JsonConverter json = new JsonConverter();

    RecordFormatTest() {
        json.configure(Map.of("schemas.enable", "true"), false);
    }

    @AfterEach
    void close() {
        rig.close();
        json.close();
    }

    /** Goes through the converter and back. */
    private Struct converted(SourceRecord record) {
        byte[] bytes = json.fromConnectData(record.topic(), record.valueSchema(), record.value());
        return (Struct) json.toConnectData(record.topic(), bytes).value();
    }

    private void add(String csv) {
        rig.sandbox.addDayFiles("s", LocalDate.parse("2026-01-01"), csv.getBytes(StandardCharsets.UTF_8));
        rig.advance(Duration.ofDays(2));
    }

    @Test
    void nanAndInfinitiesComeThroughJson() throws Exception {
        rig.sandbox.addSeries("s", new long[] {START, START + 1, START + 2, START + 3}, new double[] {
            0.1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN
        });
        rig.advance(Duration.ofDays(2)).start(List.of("s"));
        List<Struct> samples = rig.poll().stream().map(this::converted).toList();

        assertThat(samples)
                .extracting(sample -> sample.getFloat64(SampleSchema.VALUE))
                .containsExactly(0.1, null, null, null);
        assertThat(samples)
                .extracting(sample -> sample.getString(SampleSchema.TEXT))
                .containsExactly(null, "Infinity", "-Infinity", "NaN");
        assertThat(samples)
                .extracting(sample -> sample.getInt64(SampleSchema.TIMESTAMP))
                .containsExactly(START, START + 1, START + 2, START + 3);
    }

    @Test
    void textIsTextAndNumbersAmongItAreNumbers() throws Exception {
        add(START + ",running\n" + (START + 1) + ",1.5\n");
        rig.start(List.of("s"));
        List<Struct> samples = rig.poll().stream().map(this::converted).toList();

        assertThat(samples)
                .extracting(sample -> sample.getString(SampleSchema.TEXT))
                .containsExactly("running", null);
        assertThat(samples.get(1).getFloat64(SampleSchema.VALUE)).isEqualTo(1.5);
    }

    @Test
    void batchHoldsAPlaceForEachSample() throws Exception {
        rig.sandbox.addSeries(
                "s", new long[] {START, START + 1, START + 2}, new double[] {1, Double.POSITIVE_INFINITY, 3});
        rig.advance(Duration.ofDays(2)).start(List.of("s"), "record.format=batch");
        List<SourceRecord> records = rig.poll();
        Struct batch = converted(records.get(0));

        assertThat(records).hasSize(1);
        assertThat(batch.<Long>getArray(BatchSchema.TIMESTAMPS)).containsExactly(START, START + 1, START + 2);
        assertThat(batch.<Double>getArray(BatchSchema.VALUES)).containsExactly(1.0, null, 3.0);
        assertThat(batch.<String>getArray(BatchSchema.TEXTS)).containsExactly(null, "Infinity", null);
        assertThat(rig.offset("s")).containsEntry("next", START + 3);
    }

    @Test
    void batchEndsAtItsMostSamplesAndOffsetsFollow() throws Exception {
        long[] times = new long[25];
        for (int i = 0; i < times.length; i++) {
            times[i] = START + i * 10L;
        }
        rig.sandbox.addSeries("s", times, new double[25]);
        rig.advance(Duration.ofDays(2)).start(List.of("s"), "record.format=batch", "batch.max.samples=10");
        List<SourceRecord> records = rig.poll();

        assertThat(records.stream().<Object>map(record -> record.sourceOffset().get("next")))
                .containsExactly(START + 91, START + 191, START + 241);
    }

    @Test
    void batchEndsAtItsMostBytes() throws Exception {
        rig.sandbox.addSeries("s", Instant.ofEpochSecond(0, START), Duration.ofSeconds(1), 100, second -> second / 3);
        rig.advance(Duration.ofDays(2)).start(List.of("s"), "record.format=batch", "record.max.bytes=1024");
        List<SourceRecord> records = rig.poll();

        assertThat(records).hasSize(5).allSatisfy(record -> assertThat(
                        json.fromConnectData("t", record.valueSchema(), record.value()))
                .hasSizeLessThan(1_024 + 1_000));
        assertThat(SourceRig.timestamps(records)).hasSize(100);
    }

    @Test
    void batchEndsBeforeABrokerWouldRefuseIt() throws Exception {
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            csv.append(START + i).append(',').append("x".repeat(30_000)).append('\n');
        }
        add(csv.toString());
        rig.start(List.of("s"), "record.format=batch");
        List<SourceRecord> records = rig.poll();

        assertThat(records).hasSizeGreaterThan(2).allSatisfy(record -> assertThat(
                        json.fromConnectData("t", record.valueSchema(), record.value()))
                .hasSizeLessThan(512 * 1024 + 1_000));
        assertThat(records.stream()
                        .mapToInt(record -> ((Struct) record.value())
                                .getArray(BatchSchema.TIMESTAMPS)
                                .size())
                        .sum())
                .isEqualTo(40);
    }

    @Test
    void textThatNoRecordCanHoldStopsItsSeriesAndNotTheTask() throws Exception {
        add(START + ",1\n" + (START + 1) + "," + "x".repeat(600_000) + "\n");
        rig.start(List.of("s"));

        assertThat(SourceRig.timestamps(rig.poll())).as("what comes before it").containsExactly(START);
        assertThat(rig.advance(Duration.ofMinutes(10)).poll()).isEmpty();
        assertThat(rig.offset("s")).containsEntry("next", START + 1);
    }
}
