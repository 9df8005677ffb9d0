package io.fourinsight.client.reservoir.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.SampleColumns;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class CsvMergeTest {

    @Test
    void laterFileWinsPerTimestamp() throws IOException {
        assertThat(merge("1,1\n2,2\n3,3\n", "2,20\n4,40\n")).isEqualTo(numbers(1, 1, 2, 20, 3, 3, 4, 40));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2,nan\n", "2,\n", "2, NaN \n", "2,-nan", "2"})
    void valueIsNeverOverwrittenByAnEmptyOne(String later) throws IOException {
        String line = later.contains(",") ? later : later + ",";

        assertThat(merge("1,1\n2,2\n3,3\n", line)).isEqualTo(numbers(1, 1, 2, 2, 3, 3));
        assertThat(merge("1,1\n2,2\n" + line + "\n3,3\n")).as("in one file").isEqualTo(numbers(1, 1, 2, 2, 3, 3));
        assertThat(merge("2,2\n1,1\n" + line)).as("unsorted").isEqualTo(numbers(1, 1, 2, 2));
        assertThat(merge("1,x\n2,2.50\n", line)).as("of text").isEqualTo(texts(1, "x", 2, "2.50"));
    }

    @Test
    void emptyValueStaysWhereThereIsNoOther() throws IOException {
        assertThat(merge("1,\n2,nan\n", "3,\n")).isEqualTo(numbers(1, Double.NaN, 2, Double.NaN, 3, Double.NaN));
        assertThat(merge("1,\n2,nan\n3,x\n", "2,\n1,7\n")).isEqualTo(texts(1, "7", 2, "nan", 3, "x"));
    }

    @Test
    void samplesAtTimesThatAreNotWantedArePassedOver() throws IOException {
        CsvFile file = file("filtered", "1,1\n2,\"a\nb\"\n\n3,3\n4,4");
        List<Long> asked = new ArrayList<>();
        CsvFile filtered = file.filtered(asked::add).filtered(time -> time != 2);

        assertThat(new CsvMerge("S", 0, 4).read(List.of(filtered))).isEqualTo(numbers(1, 1, 3, 3));
        assertThat(asked).containsExactly(1L, 2L, 3L, 4L);
        assertThat(new CsvMerge("S", 0, 4).read(List.of(file)).isNumeric()).isFalse();
    }

    @Test
    void whatIsPassedOverMustBeASampleAndCountsAsLines() {
        CsvFile file = file("filtered", "1,1\n2,\"a\nb\"\n3,3\nx\n").filtered(time -> false);

        assertThatThrownBy(() -> new CsvMerge("S", 0, 9).read(List.of(file)))
                .isInstanceOf(MalformedCsvException.class)
                .hasMessageContaining("line 5: no comma");
    }

    @Test
    void oneWordMakesAllTextAsItWasWritten() throws IOException {
        assertThat(merge("1,1.5\n2,bar\n3,2.50\n")).isEqualTo(texts(1, "1.5", 2, "bar", 3, "2.50"));
        assertThat(merge("1,1.50\n3, 7\n", "2,b\n4,1e5\n")).isEqualTo(texts(1, "1.50", 2, "b", 3, " 7", 4, "1e5"));
    }

    @Test
    void wordThatIsReplacedDoesNotMakeText() throws IOException {
        assertThat(merge("1,x\n2,2.50\n", "1,1\n")).isEqualTo(numbers(1, 1, 2, 2.5));
    }

    @ParameterizedTest
    @CsvSource({
        "nan, NaN",
        "NaN, NaN",
        "inf, Infinity",
        "-inf, -Infinity",
        "+Infinity, Infinity",
        "1e5, 100000",
        "' 7', 7",
        "+3, 3",
        "7\t, 7",
        "-0.0, -0.0",
        "4.9E-324, 4.9E-324",
        ".5, 0.5",
        "5., 5",
        "'\"7\"', 7",
    })
    void numberIsReadInEveryWayOfWriting(String text, double value) throws IOException {
        assertThat(merge("1," + text)).isEqualTo(numbers(1, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"true", "false", "0x10", "0x1p3", "1_000", "1d", "1f", "x", "--1", "1e", "-", ".", "１", "1\0"})
    void anyOtherValueIsText(String text) throws IOException {
        assertThat(merge("1," + text)).isEqualTo(texts(1, text));
    }

    @Test
    void lineIsSplitAtItsFirstComma() throws IOException {
        assertThat(merge("1,a,b\n2,a\"b\"\n")).isEqualTo(texts(1, "a,b", 2, "a\"b\""));
    }

    @Test
    void quotedValueIsWhatIsInTheQuotes() throws IOException {
        assertThat(merge("1,\"a,b\"\n2,\"say \"\"hi\"\"\"\r\n3,\"a\n\n2,\r\n🌊\"\n4,\"\"\n5,\"\"\"\""))
                .isEqualTo(texts(1, "a,b", 2, "say \"hi\"", 3, "a\n\n2,\r\n🌊", 4, "", 5, "\""));
    }

    @Test
    void lineEndsAtLfOrCrlfOnly() throws IOException {
        assertThat(merge("1,1\r\n\r\n\n2,2\n3,3\r")).isEqualTo(numbers(1, 1, 2, 2, 3, 3));
        assertThat(merge("1,a\u2028b\n2,a\u0085b\u000bc\u001cd\n3,a\rb\n"))
                .isEqualTo(texts(1, "a\u2028b", 2, "a\u0085b\u000bc\u001cd", 3, "a\rb"));
    }

    @Test
    void byteOrderMarkIsSkipped() throws IOException {
        assertThat(merge("\ufeff1,1\n2,2\n", "\ufeff")).isEqualTo(numbers(1, 1, 2, 2));
    }

    @Test
    void laterOfTwoLinesAtOneTimestampWins() throws IOException {
        assertThat(merge("1,1\n2,2\n2,3\n")).isEqualTo(numbers(1, 1, 2, 3));
        assertThat(merge("2,2\n1,1\n2,3\n", "1,5\n1,6")).isEqualTo(numbers(1, 6, 2, 3));
    }

    @Test
    void unsortedFileIsSorted() throws IOException {
        assertThat(merge("3,3\n1,1\n2,2\n", "0,0\n")).isEqualTo(numbers(0, 0, 1, 1, 2, 2, 3, 3));
    }

    @Test
    void windowIncludesFromAndExcludesTo() throws IOException {
        CsvMerge merge = new CsvMerge("S", -1, 2);
        List<CsvFile> files = List.of(file("a", "-2,x\n-1,1.0\n1,2\n2,y\n"));

        assertThat(merge.read(files)).isEqualTo(numbers(-1, 1, 1, 2));
        assertThat(new CsvMerge("S", 1, 1).read(files)).isEmpty();
    }

    @Test
    void noFilesAndEmptyFilesAreAnEmptySeries() throws IOException {
        assertThat(merge()).isEqualTo(TimeSeries.empty("S"));
        assertThat(merge("", "\n", "\r\n\n")).isEqualTo(TimeSeries.empty("S"));
    }

    @Test
    void timestampReachesTheEndsOfTime() throws IOException {
        CsvMerge all = new CsvMerge("S", Long.MIN_VALUE, Long.MAX_VALUE);

        assertThat(all.read(List.of(file(
                        "a", "-9223372036854775808,1\n+0009223372036854775807,2\n-0,3\n0000000000000000000005,4"))))
                .isEqualTo(TimeSeries.of(
                        "S", new long[] {Long.MIN_VALUE, 0, 5, Long.MAX_VALUE}, new double[] {1, 3, 4, 2}));
    }

    /** In arrays as in pieces; a word that a later line replaces by a number does not count, nor one outside the window. */
    @Test
    void aWordIsAnErrorWithItsLineIfOnlyNumbersAreAllowed() throws IOException {
        CsvMerge merge = new CsvMerge("S", 1, 10, ValueType.NUMBER);
        List<CsvFile> files = List.of(file("a", "0,x\n1,1\n2,old\n3,bad\n11,x\n"), file("b", "2,2\n3,worse\n4,4\n"));

        assertThatThrownBy(() -> merge.read(files))
                .isInstanceOf(MalformedCsvException.class)
                .hasMessage("b, line 2: " + ValueType.NO_NUMBER);
        try (TimeSeriesStream.Source pieces = merge.pieces(files, 100)) {
            assertThatThrownBy(pieces::next).hasMessage("b, line 2: " + ValueType.NO_NUMBER);
        }
        CsvMerge before = new CsvMerge("S", 1, 3, ValueType.NUMBER);
        assertThat(before.read(files)).isEqualTo(numbers(1, 1, 2, 2));
        try (TimeSeriesStream.Source pieces = before.pieces(files, 100)) {
            assertThat(pieces.next()).isEqualTo(numbers(1, 1, 2, 2));
        }
    }

    @Test
    void wholeIsTextOfAllDaysIfOneIs() throws IOException {
        List<List<CsvFile>> files = List.of(
                List.of(file("a", "1,1.50\n")), List.of(file("b", "2,x\n")), List.of(), List.of(file("c", "4,4\n")));
        CsvMerge merge = new CsvMerge("S", 0, 100);
        List<SampleColumns> days = new ArrayList<>();
        for (List<CsvFile> day : files) {
            days.add(merge.columns(day));
        }
        List<Integer> again = new ArrayList<>();
        TimeSeries whole = merge.whole(days, day -> {
            again.add(day);
            return files.get(day);
        });

        assertThat(whole).isEqualTo(texts(1, "1.50", 2, "x", 4, "4"));
        assertThat(again).as("only what was read as numbers").containsExactly(0, 3);
    }

    @Test
    void wholeOfNumbersReadsNothingAgain() throws IOException {
        CsvMerge merge = new CsvMerge("S", 0, 100);
        List<SampleColumns> days = new ArrayList<>();
        for (String csv : List.of("1,1\n", "", "2,2\n")) {
            days.add(merge.columns(List.of(file("day", csv))));
        }
        TimeSeries whole = merge.whole(days, day -> {
            throw new IOException("not needed");
        });

        assertThat(whole).isEqualTo(numbers(1, 1, 2, 2));
    }

    static TimeSeries merge(String... files) throws IOException {
        List<CsvFile> days = new ArrayList<>();
        for (String file : files) {
            days.add(file("file-" + days.size(), file));
        }
        return new CsvMerge("S", -10, Long.MAX_VALUE).read(days);
    }

    static CsvFile file(String name, String csv) {
        byte[] bytes = csv.getBytes(UTF_8);
        return CsvFile.of(name, bytes, bytes.length);
    }

    public static TimeSeries numbers(double... pairs) {
        TimeSeries.Builder builder = TimeSeries.builder("S");
        for (int i = 0; i < pairs.length; i += 2) {
            builder.add((long) pairs[i], pairs[i + 1]);
        }
        return builder.build();
    }

    public static TimeSeries texts(Object... pairs) {
        TimeSeries.Builder builder = TimeSeries.builder("S");
        for (int i = 0; i < pairs.length; i += 2) {
            builder.add((Integer) pairs[i], (String) pairs[i + 1]);
        }
        TimeSeries series = builder.build();
        assertThat(series.isNumeric()).isFalse();
        return series;
    }
}
