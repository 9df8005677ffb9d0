package io.fourinsight.client.reservoir.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.reservoir.csv.CsvMergeTest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadCsvTest {

    private static final TimeSeries SERIES = CsvMergeTest.numbers(1, 1.5, 2, Double.NaN, 3, -0.0);
    private static final String CSV = "1,1.5\n2,\n3,-0.0\n";

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPathThatIsNoFileIsRefusedInsteadOfWaitedFor(@TempDir Path directory) throws Exception {
        Path pipe = directory.resolve("samples.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        for (Object body : List.of(pipe, pipe.toFile(), Path.of("/dev/zero"), directory)) {
            UploadCsv csv = UploadCsv.of(body, false, ValueType.AUTO);
            assertThatThrownBy(() -> csv.stream().readAllBytes())
                    .hasMessageContaining("only a regular file can be read; give anything else as an InputStream");
        }
    }

    @Test
    void everyKindOfSamplesGivesTheSameCsv() throws IOException {
        Path file = Files.writeString(folder.resolve("samples.csv"), CSV);
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(3L, -0.0f);
        map.put("1970-01-01T00:00:00.000000001Z", "1.5");
        map.put(Instant.ofEpochSecond(0, 2), null);
        List<Sample> samples = List.of(new Sample(1, 1.5), new Sample(2, null), new Sample(3, -0.0));

        for (Object body : List.of(
                SERIES,
                stream(SERIES.slice(1, 3), SERIES.slice(3, 4)),
                CSV,
                new StringBuilder(CSV),
                CSV.getBytes(UTF_8),
                new ByteArrayInputStream(CSV.getBytes(UTF_8)),
                file,
                file.toFile(),
                map,
                samples,
                samples.iterator())) {
            UploadCsv upload = UploadCsv.of(body, false, ValueType.AUTO);
            assertThat(read(upload)).as(body.getClass().getName()).isEqualTo(CSV);
            assertThat(upload.samples()).isEqualTo(3);
            assertThat(upload.firstTimestamp()).isEqualTo(1);
            assertThat(upload.lastTimestamp()).isEqualTo(3);
            if (upload.isRepeatable()) {
                assertThat(read(upload)).isEqualTo(CSV);
                assertThat(upload.samples()).isEqualTo(3);
            } else {
                assertThatIllegalStateException().isThrownBy(upload::stream);
            }
        }
    }

    @Test
    void nothingIsAnEmptyCsv() throws IOException {
        for (Object body : new Object[] {null, "", "\r\n\n", new byte[0], Map.of(), List.of(), stream()}) {
            UploadCsv upload = UploadCsv.of(body, false, ValueType.AUTO);
            assertThat(read(upload)).isEmpty();
            assertThat(upload.samples()).isZero();
        }
    }

    @Test
    void csvKeepsItsValuesAndGetsTimestampsThatAreIntegers() throws IOException {
        String csv =
                "\ufeff1970-01-01T00:00:00Z, 7 \r\n\r\n1970-01-01T01:00:01+01:00,\"a\n\"\"b\"\"\"\n+2000000000,\"x,y\"\n"
                        + "1970-01-02,🌊";

        assertThat(read(UploadCsv.of(csv, false, ValueType.AUTO)))
                .isEqualTo("0, 7 \n1000000000,\"a\n\"\"b\"\"\"\n2000000000,\"x,y\"\n86400000000000,🌊\n");
    }

    @Test
    void lineLongerThanABlockIsWhole() throws IOException {
        String csv = "1,x\n2," + "y".repeat(300_000) + "\n3,z\n4," + "y".repeat(65_520) + "\n";

        assertThat(read(UploadCsv.of(csv, false, ValueType.AUTO))).isEqualTo(csv);
    }

    @Test
    void mapMayHaveZonedTimes() throws IOException {
        assertThat(read(UploadCsv.of(
                        Map.of(ZonedDateTime.parse("1970-01-01T01:00:01+01:00[Europe/Oslo]"), true),
                        false,
                        ValueType.AUTO)))
                .isEqualTo("1000000000,true\n");
    }

    /** Without bounds a series is read from 1678 to before 2262; what lies elsewhere would never be seen again. */
    @ParameterizedTest
    @ValueSource(longs = {DataQuery.FIRST_START - 1, DataQuery.LAST_END, Long.MIN_VALUE, Long.MAX_VALUE})
    void aTimeThatCannotBeReadBackIsRefused(long time) throws IOException {
        long[] times = time < 0 ? new long[] {time, 0} : new long[] {0, time};
        String csv = times[0] + ",1\n" + times[1] + ",1\n";
        TimeSeries series = TimeSeries.of("S", times, new double[2]);
        List<Sample> samples = List.of(new Sample(times[0], 1), new Sample(times[1], 1));
        int number = time < 0 ? 1 : 2;

        for (boolean sort : new boolean[] {false, true}) {
            assertThatThrownBy(() -> read(UploadCsv.of(csv, sort, ValueType.AUTO)))
                    .isInstanceOf(MalformedCsvException.class)
                    .hasMessageStartingWith("CSV, line " + number + ": the time ")
                    .hasMessageContaining("cannot be read back");
            for (Object body : List.of(series, samples, stream(series), Map.of(times[0], 1, times[1], 1))) {
                assertThatThrownBy(() -> read(UploadCsv.of(body, sort, ValueType.AUTO)))
                        .as(body.getClass() + ", sort=" + sort)
                        .isInstanceOf(MalformedCsvException.class)
                        .hasMessageStartingWith("samples, sample " + number + ": the time ");
            }
        }
    }

    @Test
    void theFirstAndTheLastTimeThatCanBeReadBackAreTaken() throws IOException {
        String csv = DataQuery.FIRST_START + ",1\n" + (DataQuery.LAST_END - 1) + ",1\n";

        assertThat(read(UploadCsv.of(csv, false, ValueType.AUTO))).isEqualTo(csv);
    }

    @Test
    void aValueThatIsNoNumberIsAnErrorWithItsLineIfOnlyNumbersAreAllowed() throws IOException {
        String csv = "1,1.5\n2,\n3,nan\n4,true\n5,x\n";
        List<Sample> samples =
                List.of(new Sample(1, 1.5), new Sample(2, null), new Sample(3, "7"), new Sample(4, true));
        TimeSeries series = TimeSeries.of("S", new long[] {1, 2, 3, 4}, new String[] {"1.5", "", "7", "true"});

        for (boolean sort : new boolean[] {false, true}) {
            assertThatThrownBy(() -> read(UploadCsv.of(csv, sort, ValueType.NUMBER)))
                    .isInstanceOf(MalformedCsvException.class)
                    .hasMessage("CSV, line 4: " + ValueType.NO_NUMBER);
            for (Object body : List.of(series, samples, samples.iterator(), stream(series))) {
                assertThatThrownBy(() -> read(UploadCsv.of(body, sort, ValueType.NUMBER)))
                        .as(body.getClass() + ", sort=" + sort)
                        .isInstanceOf(MalformedCsvException.class)
                        .hasMessage("samples, sample 4: " + ValueType.NO_NUMBER);
            }
        }
        assertThat(read(UploadCsv.of("1,1.5\n2,\n3,nan\n4,inf\n", false, ValueType.NUMBER)))
                .isEqualTo("1,1.5\n2,\n3,nan\n4,inf\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,1;3,3;2,2 | line 3: a timestamp before that of the sample before it; the option sort=true sorts small input",
                "1,1;;1,2 | line 3: the same timestamp as of the sample before it",
                "1,1;2,\u00ff | line 2: value is not UTF-8",
                "1,1;2,\"x | line 2: a quote is not closed",
            })
    void badCsvIsAnErrorThatNamesTheFirstBadLine(String lines, String reason) throws IOException {
        byte[] csv = lines.replace(';', '\n').getBytes(ISO_8859_1);
        Path file = Files.write(folder.resolve("up.csv"), csv);

        assertThatThrownBy(() -> read(UploadCsv.of(csv, false, ValueType.AUTO)))
                .isInstanceOf(MalformedCsvException.class)
                .hasMessage("CSV, " + reason);
        assertThatThrownBy(() -> read(UploadCsv.of(file.toFile(), false, ValueType.AUTO)))
                .hasMessage("up.csv, " + reason);
    }

    @Test
    void samplesOutOfOrderAreAnErrorThatNamesTheFirst() {
        List<Sample> samples = List.of(new Sample(1, 1), new Sample(3, 1), new Sample(2, 1), new Sample(1, 1));

        assertThatThrownBy(() -> read(UploadCsv.of(samples, false, ValueType.AUTO)))
                .isInstanceOf(MalformedCsvException.class)
                .hasMessageStartingWith("samples, sample 3: a timestamp before that of the sample before it");
        assertThatThrownBy(() -> read(UploadCsv.of(stream(SERIES, SERIES), false, ValueType.AUTO)))
                .hasMessageStartingWith("samples, sample 4: a timestamp before");
    }

    @Test
    void sortPutsSmallInputInOrder() throws IOException {
        List<Sample> samples = List.of(new Sample(3, "x"), new Sample(1, 1), new Sample(2, "2.50"));
        byte[] csv = "3,\"x\"\n1,1.0\n2,2.50\n".getBytes(UTF_8);

        for (Object body : List.of(samples, samples.iterator(), csv, new ByteArrayInputStream(csv))) {
            UploadCsv upload = UploadCsv.of(body, true, ValueType.AUTO);
            assertThat(read(upload)).isEqualTo("1,1.0\n2,2.50\n3,x\n");
            assertThat(upload.isRepeatable()).isTrue();
            assertThat(read(upload)).isEqualTo("1,1.0\n2,2.50\n3,x\n");
        }
        assertThat(read(UploadCsv.of(SERIES, true, ValueType.AUTO))).isEqualTo(CSV);
        assertThat(read(UploadCsv.of(stream(SERIES), true, ValueType.AUTO))).isEqualTo(CSV);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sortDoesNotDecideBetweenTwoSamplesAtOneTimestamp(boolean inARow) {
        String csv = inARow ? "2,2\n\n2,3\n1,1\n" : "2,2\n1,1\n2,3\n";

        assertThatThrownBy(() -> read(UploadCsv.of(csv, true, ValueType.AUTO)))
                .hasMessage("CSV, line 3: the same timestamp as of an earlier sample");
        assertThatThrownBy(() -> read(UploadCsv.of(List.of(new Sample(1, 1), new Sample(1, 1)), true, ValueType.AUTO)))
                .hasMessage("samples, sample 2: the same timestamp as of an earlier sample");
    }

    @Test
    void sortRefusesInputThatIsNotSmall() {
        Iterator<Sample> many = LongStream.rangeClosed(0, UploadSort.MOST)
                .mapToObj(i -> new Sample(i, 1))
                .iterator();

        assertThatThrownBy(() -> read(UploadCsv.of(many, true, ValueType.AUTO)))
                .hasMessage("samples, sample 1000001: sort=true sorts at most 1000000 samples; give more of them in"
                        + " ascending order");
    }

    @Test
    void badMapIsAnErrorThatSaysWhy() {
        Map<Object, Object> twice = new LinkedHashMap<>();
        twice.put(0, 1);
        twice.put("1970-01-01", 2);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> UploadCsv.of(twice, false, ValueType.AUTO))
                .withMessage("Two keys of the map are the same time: 1970-01-01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UploadCsv.of(Map.of("noon", 1), false, ValueType.AUTO))
                .withMessageStartingWith("'noon' is not an ISO date");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UploadCsv.of(Collections.singletonMap(null, 1), false, ValueType.AUTO));
    }

    @Test
    void bodyOfAnotherTypeIsAnErrorThatNamesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UploadCsv.of(7, false, ValueType.AUTO))
                .withMessageStartingWith("Body: a java.lang.Integer holds no samples; allowed are TimeSeries");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(UploadCsv.of(List.of(new Sample(1, 1), "x"), false, ValueType.AUTO)))
                .withMessageStartingWith("Item 2 is a java.lang.String, which holds no sample; allowed are items of");
    }

    @Test
    void closingTheCsvClosesTheInput() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream body = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        UploadCsv.of(body, false, ValueType.AUTO).stream().close();

        assertThat(closed).isTrue();
    }

    private static String read(UploadCsv upload) throws IOException {
        try (InputStream csv = upload.stream()) {
            return new String(csv.readAllBytes(), UTF_8);
        }
    }

    private static TimeSeriesStream stream(TimeSeries... pieces) {
        Iterator<TimeSeries> iterator = List.of(pieces).iterator();
        return new TimeSeriesStream("S", new TimeSeriesStream.Source() {
            @Override
            public TimeSeries next() {
                return iterator.hasNext() ? iterator.next() : null;
            }

            @Override
            public void close() {}
        });
    }
}
