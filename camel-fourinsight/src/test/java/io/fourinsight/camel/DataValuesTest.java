package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusual values and times, from the day file to the body of a message, in one piece and as a stream. */
class DataValuesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final long NOON = 1_772_366_400_000_000_000L;

    @TempDir
    private Path folder;

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

    /** What a file with these values at noon and the nanoseconds after it is read as. */
    private TimeSeries read(String... values) throws Exception {
        StringBuilder csv = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            csv.append(NOON + i).append(',').append(values[i]).append('\n');
        }
        sandbox.addDayFiles("S", DAY, csv.toString().getBytes(StandardCharsets.UTF_8));
        context.route("data", "fourinsight:timeseries?operation=data&seriesId=S");
        return context.send("data").getMessage().getBody(TimeSeries.class);
    }

    private static long[] times(int count) {
        return LongStream.range(NOON, NOON + count).toArray();
    }

    @Test
    void numbersComeAsTheyWereWrittenBitByBit() throws Exception {
        TimeSeries series = read(
                "",
                "NaN",
                "inf",
                "-inf",
                "-0.0",
                "0.0",
                "4.9E-324",
                "2.2250738585072009E-308",
                "1.7976931348623157E308");

        assertThat(series).isEqualTo(TimeSeries.of("S", times(9), new double[] {
            Double.NaN,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -0.0,
            0.0,
            Double.MIN_VALUE,
            Math.nextDown(Double.MIN_NORMAL),
            Double.MAX_VALUE
        }));
    }

    @Test
    void textsComeOutOfTheirQuotes() throws Exception {
        TimeSeries series = read(
                "\"a,b\"", "a,b", "\"she said \"\"hm\"\"\"", "\"two\nlines\r\n\"", "🌊 høy", "\"\"", "1.50", "true");

        assertThat(series).isEqualTo(TimeSeries.of("S", times(8), new String[] {
            "a,b", "a,b", "she said \"hm\"", "two\nlines\r\n", "🌊 høy", "", "1.50", "true"
        }));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void timesOutOfOrderAreSortedAndOfTwoTheLaterLineStays(boolean streaming) throws Exception {
        String csv = (NOON + 2) + ",2\n" + NOON + ",0\n" + (NOON + 1) + ",1\n" + NOON + ",5\n" + NOON + ",\n";
        sandbox.addDayFiles("S", DAY, csv.getBytes(StandardCharsets.UTF_8));
        context.route(
                "data",
                "fourinsight:timeseries?operation=data&seriesId=S&streaming=" + streaming,
                "file:" + folder + "?fileName=s.csv");

        assertThat(context.send("data").getException()).isNull();

        assertThat(folder.resolve("s.csv")).hasContent(NOON + ",5.0\n" + (NOON + 1) + ",1.0\n" + (NOON + 2) + ",2.0\n");
    }

    @Test
    void aStreamOfNoSampleAndOfOne() throws Exception {
        sandbox.addSeries("one", new long[] {NOON}, new double[] {-0.0});
        context.route(
                "data",
                "fourinsight:timeseries?operation=data&streaming=true",
                "file:" + folder + "?fileName=${header.CamelFourInsightSeriesId}.csv");

        assertThat(context.send("data", FourInsightConstants.SERIES_ID, Sandbox.EMPTY)
                        .getException())
                .isNull();
        assertThat(context.send("data", FourInsightConstants.SERIES_ID, "one").getException())
                .isNull();

        assertThat(Files.size(folder.resolve(Sandbox.EMPTY + ".csv"))).isZero();
        assertThat(Files.readString(folder.resolve("one.csv"))).isEqualTo(NOON + ",-0.0\n");
    }
}
