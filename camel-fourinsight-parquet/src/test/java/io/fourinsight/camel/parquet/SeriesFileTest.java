package io.fourinsight.camel.parquet;

import static io.fourinsight.camel.parquet.ParquetRig.nanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The content of a file, as parquet-java and DuckDB read it. */
class SeriesFileTest {

    private static final long BEGIN = nanos("2026-01-01T00:00:00Z");
    private static final long SECOND = 1_000_000_000;

    @TempDir
    private Path folder;

    private static TimeSeries numbers(long begin, long step, double... values) {
        return TimeSeries.of(
                "id-1",
                LongStream.range(0, values.length).map(i -> begin + i * step).toArray(),
                values);
    }

    /** Pieces as they come from the reservoir. */
    static TimeSeriesStream stream(String id, TimeSeries... pieces) {
        Iterator<TimeSeries> left = List.of(pieces).iterator();
        return new TimeSeriesStream(id, new TimeSeriesStream.Source() {
            @Override
            public TimeSeries next() {
                return left.hasNext() ? left.next() : null;
            }

            @Override
            public void close() {}
        });
    }

    private static List<Long> groups(ParquetRig rig) throws Exception {
        return rig.metadata().getBlocks().stream()
                .map(BlockMetaData::getRowCount)
                .toList();
    }

    private static Set<Encoding> encodings(ParquetRig rig, int column) throws Exception {
        return rig.metadata().getBlocks().get(0).getColumns().get(column).getEncodings();
    }

    @Test
    void everyNumberIsReadBackBitByBit() throws Exception {
        double[] values = {1.25, Double.NaN, -0.0, 0.0, Double.POSITIVE_INFINITY, Double.MIN_VALUE, 0.1 + 0.2};

        ParquetRig rig = new ParquetRig(folder).write(numbers(BEGIN + 1, 1, values));

        List<String> expected = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            expected.add((BEGIN + 1 + i) + " " + values[i] + " -");
        }
        assertThat(rig.rows()).isEqualTo(expected);
        assertThat(rig.duckDb("select value, text from FILE"))
                .containsExactly(
                        "1.25 null",
                        "NaN null",
                        "-0.0 null",
                        "0.0 null",
                        "Infinity null",
                        "4.9E-324 null",
                        "0.30000000000000004 null");
    }

    /** DuckDB has no time with a zone that is finer. */
    @Test
    void duckDbReadsMicroseconds() throws Exception {
        ParquetRig rig = new ParquetRig(folder).write(numbers(BEGIN + 123_456_789, 1000, 1, 2));

        assertThat(rig.duckDb("select epoch_us(timestamp) from FILE"))
                .containsExactly("1767225600123456", "1767225600123457");
    }

    @Test
    void textsAreStrings() throws Exception {
        TimeSeries series =
                TimeSeries.of("id-1", new long[] {BEGIN, BEGIN + 1, BEGIN + 2}, new String[] {"på", "", "7"});

        ParquetRig rig = new ParquetRig(folder).write(series);

        assertThat(rig.rows()).containsExactly(BEGIN + " - på", (BEGIN + 1) + " - ", (BEGIN + 2) + " - 7");
        assertThat(rig.duckDb("select value, text, length(text) from FILE order by timestamp"))
                .containsExactly("null på 2", "null  0", "null 7 1");
    }

    /** As the reservoir has it where a day of numbers holds a word. */
    @Test
    void streamMayHoldNumbersAndTexts() throws Exception {
        TimeSeries words = TimeSeries.of("id-1", new long[] {BEGIN + SECOND}, new String[] {"off"});

        ParquetRig rig = new ParquetRig(folder).write(stream("id-1", numbers(BEGIN, 1, 3), words));

        assertThat(rig.rows()).containsExactly(BEGIN + " 3.0 -", (BEGIN + SECOND) + " - off");
    }

    @Test
    void columnsAreOfTheTypesThatReadersExpect() throws Exception {
        ParquetRig rig = new ParquetRig(folder).write(numbers(BEGIN, 1, 1));

        assertThat(rig.metadata()
                        .getFileMetaData()
                        .getSchema()
                        .toString()
                        .lines()
                        .map(String::strip))
                .containsExactly(
                        "message samples {",
                        "required int64 timestamp (TIMESTAMP(NANOS,true));",
                        "optional double value;",
                        "optional binary text (STRING);",
                        "}");
        assertThat(rig.duckDb("select column_name, column_type from (describe select * from FILE)"))
                .containsExactly("timestamp TIMESTAMP WITH TIME ZONE", "value DOUBLE", "text VARCHAR");
    }

    @Test
    void metadataHoldsTheId() throws Exception {
        ParquetRig rig = new ParquetRig(folder).write(numbers(BEGIN, 1, 1));

        assertThat(rig.metadata().getFileMetaData().getKeyValueMetaData()).containsEntry("seriesId", "id-1");
        assertThat(rig.duckDb("select decode(key), decode(value) from parquet_kv_metadata(FILE)"))
                .containsExactly("seriesId id-1");
    }

    @Test
    void seriesWithoutIdOrSamplesIsAFile() throws Exception {
        ParquetRig rig = new ParquetRig(folder).write(TimeSeries.empty(null));

        assertThat(rig.metadata().getFileMetaData().getKeyValueMetaData()).doesNotContainKey("seriesId");
        assertThat(rig.duckDb("select count(*) from FILE")).containsExactly("0");
    }

    @Test
    void dayEndsARowGroup() throws Exception {
        long evening = nanos("2026-01-01T23:59:58Z");
        TimeSeries first = numbers(evening, SECOND, 1, 2, 3);
        TimeSeries second = numbers(evening + 3 * SECOND, SECOND, 4);
        TimeSeries third = numbers(nanos("2026-01-04T12:00:00Z"), SECOND, 5);

        ParquetRig rig = new ParquetRig(folder).write(stream("id-1", first, second, third));

        assertThat(groups(rig)).containsExactly(2L, 2L, 1L);
        assertThat(rig.duckDb("select value from FILE where timestamp >= '2026-01-02T00:00:01Z'"))
                .containsExactly("4.0", "5.0");
    }

    @Test
    void dayBeforeTheEpochEndsARowGroup() throws Exception {
        ParquetRig rig = new ParquetRig(folder).write(numbers(-2, 1, 1, 2, 3));

        assertThat(groups(rig)).containsExactly(2L, 1L);
        assertThat(rig.rows()).containsExactly("-2 1.0 -", "-1 2.0 -", "0 3.0 -");
    }

    @Test
    void millionSamplesEndARowGroup() throws Exception {
        ParquetRig rig = new ParquetRig(folder).write(numbers(BEGIN, 1000, new double[1_000_001]));

        assertThat(groups(rig)).containsExactly(1_000_000L, 1L);
    }

    /** Else a million long texts would have to fit into memory. */
    @Test
    void muchTextEndsARowGroup() throws Exception {
        Random random = new Random(1);
        byte[] bytes = new byte[1_000];
        String[] texts = new String[20_000];
        for (int i = 0; i < texts.length; i++) {
            random.nextBytes(bytes);
            texts[i] = "x" + HexFormat.of().formatHex(bytes);
        }
        TimeSeries series = TimeSeries.of(
                "id-1", LongStream.range(0, texts.length).map(i -> BEGIN + i).toArray(), texts);

        ParquetRig rig = new ParquetRig(folder).write(series);

        assertThat(groups(rig)).hasSizeGreaterThan(1).allMatch(rows -> rows > 1_000);
        assertThat(rig.duckDb("select count(*), sum(length(text)) from FILE"))
                .containsExactly("20000 " + 20_000 * 2_001);
    }

    @Test
    void columnsAreEncodedAsSuitsThem() throws Exception {
        double[] all = IntStream.range(0, 10_000).mapToDouble(Math::sqrt).toArray();

        ParquetRig rig = new ParquetRig(folder).write(numbers(BEGIN, SECOND, all));

        assertThat(encodings(rig, 0)).contains(Encoding.DELTA_BINARY_PACKED);
        assertThat(encodings(rig, 1)).contains(Encoding.BYTE_STREAM_SPLIT);
        assertThat(rig.metadata().getBlocks().get(0).getColumns())
                .extracting(ColumnChunkMetaData::getCodec)
                .containsOnly(CompressionCodecName.ZSTD);
        assertThat(rig.duckDb("select count(*), max(value) from FILE")).containsExactly("10000 " + Math.sqrt(9_999));
        assertThat(rig.rows().get(2)).isEqualTo((BEGIN + 2 * SECOND) + " " + Math.sqrt(2) + " -");
    }

    @Test
    void valuesThatRepeatAreADictionary() throws Exception {
        double[] all = IntStream.range(0, 10_000).mapToDouble(i -> i % 7 / 8.0).toArray();

        ParquetRig rig = new ParquetRig(folder).write(numbers(BEGIN, SECOND, all));

        assertThat(encodings(rig, 1)).contains(Encoding.RLE_DICTIONARY);
        assertThat(rig.duckDb("select count(*), sum(value) from FILE"))
                .containsExactly("10000 "
                        + IntStream.range(0, 10_000)
                                .mapToDouble(i -> i % 7 / 8.0)
                                .sum());
    }

    @Test
    void whatConvertsToASeriesIsWritten() throws Exception {
        ParquetRig rig = new ParquetRig(folder).write("1,2.5\n3,\n");

        assertThat(rig.rows()).containsExactly("1 2.5 -", "3 NaN -");
    }

    @Test
    void severalSeriesAreRefused() {
        ParquetRig rig = new ParquetRig(folder);
        TimeSeries one = numbers(BEGIN, 1, 1);

        assertThatThrownBy(() -> rig.write(List.of(one, one)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one series")
                .hasMessageContaining("split");
        assertThatThrownBy(() -> rig.write(7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void streamIsClosedIfTheFileCannotBeWritten() {
        AtomicBoolean closed = new AtomicBoolean();
        TimeSeriesStream endless = new TimeSeriesStream("id-1", new TimeSeriesStream.Source() {
            private long day;

            @Override
            public TimeSeries next() {
                return numbers(BEGIN + day++ * 86_400 * SECOND, SECOND, 1, 2);
            }

            @Override
            public void close() {
                closed.set(true);
            }
        });
        OutputStream full = new OutputStream() {
            private int written;

            @Override
            public void write(int one) throws IOException {
                if (written++ == 1_000) {
                    throw new IOException("disk full");
                }
            }
        };

        assertThatThrownBy(() -> ParquetRig.write(endless, full)).hasMessage("disk full");
        assertThat(closed).isTrue();
    }

    @Test
    void wrongLevelNamesTheOption() {
        ParquetRig rig = new ParquetRig(folder.resolve("x"), format -> format.setCompressionLevel(23));

        assertThatThrownBy(() -> rig.write(numbers(BEGIN, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("option 'compressionLevel': value '23' is not allowed; allowed are 1 to 22");
    }
}
