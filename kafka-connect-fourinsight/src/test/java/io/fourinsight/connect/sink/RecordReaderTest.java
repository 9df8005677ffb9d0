package io.fourinsight.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.connect.common.SampleSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

    private static final long TIME = 1_772_323_200_000_000_001L;

    private static final Schema BATCH = SchemaBuilder.struct()
            .name("io.fourinsight.Samples")
            .field("timestamps", SchemaBuilder.array(Schema.INT64_SCHEMA))
            .field("values", SchemaBuilder.array(Schema.OPTIONAL_FLOAT64_SCHEMA))
            .field("texts", SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).optional())
            .build();

    private final RecordReader reader =
            new RecordReader(new RecordReader.FieldNames(null, "timestamp", "value", "text"));

    private static SinkRecord record(Object key, Object value) {
        return SinkRig.record(SinkRig.P0, 0, key, null, value);
    }

    private List<Sample> samples(Object value) {
        return reader.read(record("s", value)).samples();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.1})
    void numbersComeThroughTheJsonConverter(double number) {
        for (boolean schemas : List.of(true, false)) {
            JsonConverter converter = new JsonConverter();
            converter.configure(Map.of("schemas.enable", schemas), false);
            byte[] json = converter.fromConnectData("t", SampleSchema.SCHEMA, SampleSchema.struct(TIME, number));
            SchemaAndValue back = converter.toConnectData("t", json);

            assertThat(samples(back.value())).containsExactly(new Sample(TIME, number));
        }
    }

    @Test
    void aTextThatIsNoNumberStaysText() {
        assertThat(samples(SampleSchema.struct(TIME, "open"))).containsExactly(new Sample(TIME, "open"));
    }

    @Test
    void anEmptyValueIsASample() {
        assertThat(samples(SampleSchema.struct(TIME, null))).containsExactly(new Sample(TIME, null));
    }

    static Stream<Arguments> times() {
        return Stream.of(
                Arguments.of(TIME, TIME),
                Arguments.of(7, 7L),
                Arguments.of("1772323200000000001", TIME),
                Arguments.of("2026-03-01T00:00:00.000000001Z", TIME),
                Arguments.of("2026-03-01T01:00:00+01:00", TIME - 1));
    }

    @ParameterizedTest
    @MethodSource("times")
    void timesAreNanosecondsOrIsoText(Object time, long expected) {
        assertThat(samples(Map.of("timestamp", time, "value", 1L))).containsExactly(new Sample(expected, 1.0));
    }

    @Test
    void fieldsHaveTheNamesThatAreConfigured() {
        RecordReader named = new RecordReader(new RecordReader.FieldNames("tag", "t", "v", "w"));

        SeriesSamples read = named.read(record(null, Map.of("tag", "PT-101", "t", 1L, "v", 2L)));

        assertThat(read).isEqualTo(new SeriesSamples("PT-101", List.of(new Sample(1, 2.0))));
    }

    @Test
    void aBatchHoldsManySamples() {
        Struct batch = new Struct(BATCH)
                .put("timestamps", List.of(1L, 2L, 3L, 4L))
                .put("values", Arrays.asList(1.0, null, null, null))
                .put("texts", Arrays.asList(null, "open", "-Infinity", null));

        assertThat(samples(batch))
                .containsExactly(
                        new Sample(1, 1.0),
                        new Sample(2, "open"),
                        new Sample(3, Double.NEGATIVE_INFINITY),
                        new Sample(4, null));
    }

    @Test
    void aBatchOfNumbersNeedsNoTexts() {
        assertThat(samples(Map.of("timestamps", List.of(1L, 2L), "values", List.of(1L, 2.5))))
                .containsExactly(new Sample(1, 1.0), new Sample(2, 2.5));
    }

    static Stream<Arguments> badValues() {
        Map<String, Object> nullTime = new HashMap<>();
        nullTime.put("timestamp", null);
        nullTime.put("value", 1L);
        return Stream.of(
                Arguments.of(null, "tombstone"),
                Arguments.of("12", "String without fields"),
                Arguments.of("{}".getBytes(StandardCharsets.UTF_8), "without fields"),
                Arguments.of(Map.of("timestamp", 1L), "neither a field value nor a field text"),
                Arguments.of(Map.of("timestamp", 1L, "value", true), "no number but a Boolean"),
                Arguments.of(Map.of("timestamp", 1L, "value", "open"), "belongs into the field text"),
                Arguments.of(Map.of("timestamp", 1L, "value", List.of(1)), "no number"),
                Arguments.of(Map.of("timestamp", 1L, "value", Map.of()), "no number"),
                Arguments.of(Map.of("timestamp", 1L, "value", new BigDecimal("1e400")), "too large"),
                Arguments.of(Map.of("timestamp", 1L, "text", 5L), "text of a sample is a Long"),
                Arguments.of(Map.of("timestamp", 1L, "value", 1L, "text", "a"), "only one of them"),
                Arguments.of(Map.of("value", 1L), "no time in the field timestamp"),
                Arguments.of(nullTime, "no time in the field timestamp"),
                Arguments.of(Map.of("timestamp", 1.5, "value", 1L), "Not a time"),
                Arguments.of(Map.of("timestamp", "yesterday", "value", 1L), "'yesterday' is not"),
                Arguments.of(Map.of("timestamp", Long.MAX_VALUE, "value", 1L), "cannot be read back"),
                Arguments.of(Map.of("timestamp", Long.MIN_VALUE, "value", 1L), "cannot be read back"),
                Arguments.of(Map.of("timestamp", BigInteger.TEN.pow(30), "value", 1L), "field timestamp"),
                Arguments.of(Map.of("timestamps", 5L, "values", List.of(1L)), "timestamps is no array"),
                Arguments.of(Map.of("timestamps", List.of(1L)), "neither values nor texts"),
                Arguments.of(
                        Map.of("timestamps", List.of(1L, 2L), "values", List.of(1L)), "2 timestamps, but 1 values"));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void badValuesAreNamed(Object value, String reason) {
        assertThatThrownBy(() -> samples(value))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining(reason);
    }

    static Stream<Arguments> badKeys() {
        return Stream.of(
                Arguments.of(null, "no key that names its series"),
                Arguments.of(" ", "blank"),
                Arguments.of(5, "is a Integer"));
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void badKeysAreNamed(Object key, String reason) {
        assertThatThrownBy(() -> reader.read(record(key, SampleSchema.struct(1, 1.0))))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining(reason);
    }
}
