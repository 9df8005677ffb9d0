package io.fourinsight.client.reservoir.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.TimeSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSeriesCsvTest {

    @Test
    void lineIsNanosecondsCommaValue() {
        TimeSeries series = TimeSeries.of(
                "S", new long[] {Long.MIN_VALUE, -1, 0, 1, 1_767_225_600_000_000_000L, Long.MAX_VALUE}, new double[] {
                    0.1, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE
                });

        assertThat(TimeSeriesCsv.string(series))
                .isEqualTo("-9223372036854775808,0.1\n-1,-0.0\n0,\n1,inf\n1767225600000000000,-inf\n"
                        + "9223372036854775807,4.9E-324\n");
    }

    @Test
    void textIsWrittenAsItIs() {
        assertThat(csv("open", " x ", "🌊 høy", "", "x\u2028y")).isEqualTo("0,open\n1, x \n2,🌊 høy\n3,\n4,x\u2028y\n");
    }

    @Test
    void textWithACommaAQuoteOrALineEndIsQuoted() {
        assertThat(csv("a,b", "say \"hi\"", "a\nb", "a\r\"b\"", "\"x\"", "\""))
                .isEqualTo("0,\"a,b\"\n1,\"say \"\"hi\"\"\"\n2,\"a\nb\"\n3,\"a\r\"\"b\"\"\"\n"
                        + "4,\"\"\"x\"\"\"\n5,\"\"\"\"\n");
    }

    @Test
    void longestNumericLinesFitTheBlock() {
        int size = 5_000;
        long[] timestamps = new long[size];
        double[] values = new double[size];
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < size; i++) {
            timestamps[i] = Long.MIN_VALUE + i;
            values[i] = -2.2250738585072014E-308;
            expected.append(timestamps[i]).append(",-2.2250738585072014E-308\n");
        }

        assertThat(TimeSeriesCsv.string(TimeSeries.of("S", timestamps, values))).isEqualTo(expected.toString());
    }

    @Test
    void textLongerThanABlockIsWrittenWhole() {
        String longText = "høy".repeat(20_000);

        assertThat(csv("x", longText, "y")).isEqualTo("0,x\n1," + longText + "\n2,y\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8191, 16_384, 1_000_000})
    void streamReadInAnyChunksGivesTheBytes(int chunk) throws IOException {
        for (TimeSeries series : new TimeSeries[] {randomNumbers(), randomTexts()}) {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            byte[] target = new byte[chunk + 3];
            InputStream stream = TimeSeriesCsv.inputStream(series);
            for (int count = stream.read(target, 2, chunk); count >= 0; count = stream.read(target, 2, chunk)) {
                assertThat(count).isBetween(1, chunk);
                read.write(target, 2, count);
            }

            assertThat(read.toByteArray()).isEqualTo(TimeSeriesCsv.bytes(series));
        }
    }

    @Test
    void streamReadByteByByteOrCopiedGivesTheBytes() throws IOException {
        TimeSeries series = randomTexts();
        ByteArrayOutputStream single = new ByteArrayOutputStream();
        InputStream stream = TimeSeriesCsv.inputStream(series);
        for (int read = stream.read(); read >= 0; read = stream.read()) {
            single.write(read);
        }
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        InputStream begun = TimeSeriesCsv.inputStream(series);
        copied.write(begun.read());
        long count = begun.transferTo(copied);

        assertThat(single.toByteArray()).isEqualTo(TimeSeriesCsv.bytes(series));
        assertThat(copied.toByteArray()).isEqualTo(TimeSeriesCsv.bytes(series)).hasSize((int) count + 1);
        assertThat(stream.read()).isEqualTo(-1);
        assertThat(stream.read(new byte[1])).isEqualTo(-1);
    }

    @Test
    void availableIsZeroOnlyAtTheEnd() throws IOException {
        InputStream stream = TimeSeriesCsv.inputStream(TimeSeries.of("S", new long[] {1}, new double[] {2}));

        assertThat(stream.available()).isEqualTo("1,2.0\n".length());
        assertThat(stream.read(new byte[0])).isZero();
        assertThat(stream.skip(5)).isEqualTo(5);
        assertThat(stream.available()).isEqualTo(1);
        assertThat(stream.read()).isEqualTo('\n');
        assertThat(stream.available()).isZero();
        assertThatThrownBy(() -> stream.read(new byte[1], 1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void emptySeriesIsAnEmptyFile() throws IOException {
        assertThat(TimeSeriesCsv.bytes(TimeSeries.empty("S"))).isEmpty();
        assertThat(TimeSeriesCsv.inputStream(TimeSeries.empty("S")).readAllBytes())
                .isEmpty();
    }

    @Test
    void sliceWritesOnlyItsSamples() {
        assertThat(TimeSeriesCsv.string(randomNumbers().slice(10, 10))).isEmpty();
        assertThat(TimeSeriesCsv.string(TimeSeries.of("S", new long[] {1, 2, 3}, new double[] {1, 2, 3})
                        .slice(2, 3)))
                .isEqualTo("2,2.0\n");
    }

    /** The CSV of these texts, at 0, 1, 2… */
    private static String csv(String... texts) {
        TimeSeries.Builder builder = TimeSeries.builder("S");
        for (int i = 0; i < texts.length; i++) {
            builder.add(i, texts[i]);
        }
        return new String(TimeSeriesCsv.bytes(builder.build()), UTF_8);
    }

    private static TimeSeries randomNumbers() {
        Random random = new Random(1);
        TimeSeries.Builder builder = TimeSeries.builder("S");
        for (int i = 0; i < 3_000; i++) {
            builder.add(random.nextLong(), Double.longBitsToDouble(random.nextLong()));
        }
        return builder.build();
    }

    private static TimeSeries randomTexts() {
        Random random = new Random(2);
        TimeSeries.Builder builder = TimeSeries.builder("S");
        for (int i = 0; i < 3_000; i++) {
            builder.add(
                    random.nextLong(), "ø,\"🌊".repeat(random.nextInt(8)) + "\n".repeat(random.nextInt(2)) + i + "x");
        }
        return builder.build();
    }

    /** What a failed piece has taken from its source is lost. */
    @Test
    void aPieceThatCouldNotBeHadIsNotLeftOut() {
        Iterator<TimeSeries> failingOnce = new Iterator<>() {
            private int asked;

            @Override
            public boolean hasNext() {
                return asked < 2;
            }

            @Override
            public TimeSeries next() {
                if (++asked == 1) {
                    throw new UncheckedIOException(new IOException("broken"));
                }
                return TimeSeries.of("S", new long[] {2}, new double[] {2});
            }
        };
        InputStream csv = new CsvInputStream(failingOnce, () -> {});

        assertThatThrownBy(csv::read).hasMessage("broken");
        assertThatThrownBy(csv::read).hasMessage("broken");
    }
}
