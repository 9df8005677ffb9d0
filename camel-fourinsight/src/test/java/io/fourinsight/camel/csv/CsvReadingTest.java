package io.fourinsight.camel.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a file, by the options. */
class CsvReadingTest {

    private static final String TWO = "time;hs;state\n2026-01-01T00:00:00Z;1.5;ok\n2026-01-01T00:00:01Z;2.5;off\n";

    private static CsvRig with(Consumer<FourInsightCsvDataFormat> options) {
        return new CsvRig(options);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    @Test
    void lonelyCarriageReturnsEndLines() throws Exception {
        assertThat(CsvRig.plain()
                        .samples("1767225600000000000,1.5\r1767225601000000000,2.5\r1767225602000000000,3.5\r"))
                .containsExactly("2026-01-01T00:00:00Z=1.5", "2026-01-01T00:00:01Z=2.5", "2026-01-01T00:00:02Z=3.5");
    }

    @Test
    void lineEndsMayBeMixed() throws Exception {
        assertThat(CsvRig.plain().samples("2026-01-01T00:00:00Z,1\r\n2026-01-01T00:00:01Z,2\n\r2026-01-01T00:00:02Z,3"))
                .containsExactly("2026-01-01T00:00:00Z=1.0", "2026-01-01T00:00:01Z=2.0", "2026-01-01T00:00:02Z=3.0");
    }

    @Test
    void quotedNumbersAreNumbers() throws Exception {
        assertThat(CsvRig.plain().series("1767225600000000000,\"1.5\"\n1767225600000000001,\"2.5\"\n"))
                .isEqualTo(TimeSeries.of(
                        null, new long[] {1767225600000000000L, 1767225600000000001L}, new double[] {1.5, 2.5}));
    }

    @Test
    void minusMayBeTheTypographicOne() throws Exception {
        assertThat(CsvRig.plain().series("1767225600000000000,\u22121.5\n").number(0))
                .isEqualTo(-1.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NULL", "NaN", "nan", "NA", "N/A", "#N/A", " ", "\"\"", "\"NA\""})
    void missingValueMakesNoSample(String word) throws Exception {
        assertThat(CsvRig.plain()
                        .samples(
                                "1767225600000000000,1.5\n1767225600000000001," + word + "\n1767225600000000002,2.5\n"))
                .hasSize(2);
    }

    @Test
    void missingWordsCanBeOthers() throws Exception {
        CsvRig rig = with(format -> format.setMissing("-999, ---"));

        assertThat(rig.samples("2026-01-01,-999\n2026-01-02,---\n2026-01-03,\n2026-01-04,5\n"))
                .containsExactly("2026-01-04T00:00:00Z=5.0");
        assertThat(rig.error("2026-01-01,NaN\n")).hasMessageContaining("line 1, column '2': not a number");
    }

    @Test
    void headerNamesTheSeries() throws Exception {
        List<TimeSeries> all =
                with(format -> format.setColumns("hs=id-1,state:text=id-2")).all(TWO);

        assertThat(all).extracting(TimeSeries::seriesId).containsExactly("id-1", "id-2");
        assertThat(all.get(0).number(1)).isEqualTo(2.5);
        assertThat(all.get(1).text(1)).isEqualTo("off");
        assertThat(with(format -> format.setValueType("text")).all(TWO))
                .extracting(TimeSeries::seriesId)
                .containsExactly("hs", "state");
    }

    @Test
    void oneColumnOfManyIsOneSeries() throws Exception {
        assertThat(with(format -> format.setColumns("2=id")).series(TWO).seriesId())
                .isEqualTo("id");
    }

    @Test
    void columnWithoutAnyValueIsLeftOut() throws Exception {
        assertThat(CsvRig.plain().all("time,a,b\n2026-01-01,1,\n2026-01-02,2,NA\n"))
                .extracting(TimeSeries::seriesId)
                .containsExactly("a");
    }

    @Test
    void numbersInTextStayAsTheyAreWritten() throws Exception {
        TimeSeries series = with(format -> format.setValueType("text")).series("2026-01-01,007\n2026-01-02,\"NA\"\n");

        assertThat(series.text(0)).isEqualTo("007");
        assertThat(series.text(1)).as("a quoted word").isEqualTo("NA");
    }

    @Test
    void columnsWithoutNamesNeedAnOption() throws Exception {
        String metocean = "2026-01-01T00:00:00Z,1.2,8.5,270\n2026-01-01T01:00:00Z,1.3,8.6,271\n";

        assertThat(CsvRig.plain().error(metocean))
                .hasMessageContaining("3 columns of values and no header")
                .extracting(CsvFormatException::option)
                .isEqualTo("columns");
        assertThat(with(format -> format.setColumns("2=hs,4=dir")).all(metocean))
                .extracting(series -> series.number(1))
                .containsExactly(1.3, 271.0);
    }

    /** A comma that is not the delimiter's is not guessed at. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:00,250,1.25\n2026-01-01T00:00:01,250,1.26\n",
                "2026-01-01T00:00:00Z,28,7\n2026-01-01T00:01:00Z,28,95\n"
            })
    void commaTooManyIsAnError(String content) {
        assertThat(CsvRig.plain().error(content).option()).isEqualTo("columns");
        assertThat(with(format -> format.setDecimalComma(true)).error(content).option())
                .isEqualTo("columns");
    }

    @Test
    void fractionInAColumnOfItsOwnIsPartOfTheTime() throws Exception {
        CsvRig rig = with(format -> {
            format.setTime("1+2");
            format.setTimeFormat("yyyy-MM-dd'T'HH:mm:ss SSS");
        });

        assertThat(rig.samples("2026-01-01T00:00:00,250,1.25\n")).containsExactly("2026-01-01T00:00:00.250Z=1.25");
    }

    @Test
    void delimiterMayHaveSeveralCharacters() throws Exception {
        CsvRig rig = with(format -> {
            format.setDelimiter("Z,");
            format.setDecimalComma(true);
        });

        assertThat(rig.samples("2026-01-01T00:00:00Z,28,7\r2026-01-01T00:01:00Z,28,95\r"))
                .containsExactly("2026-01-01T00:00:00Z=28.7", "2026-01-01T00:01:00Z=28.95");
    }

    @Test
    void decimalCommaHasToBeSaid() throws Exception {
        CsvFormatException error = CsvRig.plain().error("time;value\n2026-01-01;1,5\n");

        assertThat(error.option()).isEqualTo("decimalComma");
        assertThat(error).hasMessage("log.csv, line 2, column 'value': not a number; see the option decimalComma");
        assertThat(with(format -> format.setDecimalComma(true)).samples("2026-01-01;1,5\n"))
                .containsExactly("2026-01-01T00:00:00Z=1.5");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void thousandsAreNotRead(boolean decimalComma) {
        assertThat(with(format -> format.setDecimalComma(decimalComma)).error("2026-01-01;1.234,5\n"))
                .hasMessageContaining("separators of thousands");
    }

    @Test
    void pointIsNoDecimalCommaButOneOfThousands() {
        assertThat(with(format -> format.setDecimalComma(true))
                        .error("2026-01-01;1.234\n")
                        .option())
                .isEqualTo("decimalComma");
    }

    @Test
    void columnThatIsNamedTwiceIsAnError() throws Exception {
        String twice = "time,a,a\n2026-01-01,1,2\n";

        assertThat(CsvRig.plain().error(twice)).hasMessageContaining("column 'a': the header names this column twice");
        assertThat(with(format -> format.setColumns("a=id")).error(twice)).hasMessageContaining("twice");
        assertThat(with(format -> format.setColumns("3=id")).series(twice).number(0))
                .isEqualTo(2);
    }

    @Test
    void columnThatIsMissingIsAnError() {
        assertThat(with(format -> format.setColumns("tp=id")).error(TWO))
                .hasMessageContaining("column 'tp': no such column; the header has [time, hs, state]");
        assertThat(with(format -> format.setTime("when")).error(TWO).option()).isEqualTo("time");
        assertThat(with(format -> format.setColumns("7=id")).error("2026-01-01,1\n"))
                .hasMessageContaining("there are 2, and no header");
    }

    @Test
    void badFirstTimeIsNoHeader() {
        assertThat(CsvRig.plain().error("2026-13-01,1.5\n2026-01-02,2\n").line())
                .isEqualTo(1);
        assertThat(with(format -> format.setValueType("text"))
                        .error("2026-13-01,ok\n2026-01-02,off\n")
                        .line())
                .isEqualTo(1);
    }

    @Test
    void headerInTheMiddleIsAnError() {
        assertThat(CsvRig.plain().error("time,a\n2026-01-01,1\ntime,a\n2026-01-02,2\n"))
                .hasMessageContaining("line 3: the header once more");
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01,a time before that", "2026-01-02,the same time"})
    void timeMustNotGoBack(String time, String reason) {
        assertThat(CsvRig.plain().error("2026-01-02,1\n" + time + ",2\n"))
                .hasMessageContaining(reason)
                .hasMessageContaining("of line 1")
                .hasMessageContaining("line 2");
    }

    @Test
    void timeThatCannotBeReadBackIsAnError() {
        CsvFormatException error =
                with(format -> format.setTimeFormat("ns")).error("-9223372036854775808,1\n9223372036854775807,2\n");

        assertThat(error).hasMessageContaining("line 1").hasMessageContaining("cannot be read back");
    }

    @Test
    void lineCutShortIsAnError() {
        assertThat(CsvRig.plain().error("time,a,b\n2026-01-01,1,2\n2026-01-02,1"))
                .hasMessageContaining("line 3: 2 columns instead of 3");
    }

    @Test
    void quotedFieldCutShortIsAnError() {
        assertThat(with(format -> format.setValueType("text"))
                        .error("time,a\n2026-01-01,ok\n2026-01-02,\"cut\n2026-01-03,\n"))
                .hasMessageContaining("line 3: a quote is not closed");
    }

    @Test
    void textAfterAClosingQuoteIsAnError() {
        assertThat(CsvRig.plain().error("2026-01-01,1\n2026-01-02,\"2\"3\n"))
                .hasMessageContaining("line 2: text after a closing quote");
    }

    @Test
    void quotedFieldMayGoOverLines() throws Exception {
        CsvRig rig = with(format -> format.setValueType("text"));

        assertThat(rig.series("time,\"a\nname\"\n2026-01-01,\"x\r\ny\"\n").text(0))
                .isEqualTo("x\r\ny");
        assertThat(rig.error("2026-01-01,\"x\ny\"\nbad,1\n").line()).isEqualTo(3);
    }

    @Test
    void gzipMayHaveSeveralMembers() throws Exception {
        byte[] packed = join(gzip("2026-01-01,1\n"), gzip("2026-01-02,2\n"));

        assertThat(CsvRig.samples((TimeSeries) CsvRig.plain().body(packed))).hasSize(2);
    }

    /** A source that has nothing available at the moment has not ended. */
    @Test
    void gzipIsReadToTheEndOfTheSource() throws Exception {
        byte[] packed = join(gzip("2026-01-01,1\n"), gzip("2026-01-02,2\n"));
        InputStream slow = new ByteArrayInputStream(packed) {
            @Override
            public synchronized int available() {
                return 0;
            }

            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };

        assertThat(CsvRig.samples((TimeSeries) CsvRig.plain().body(slow))).hasSize(2);
    }

    @Test
    void gzipThatIsCutAnywhereIsAnError() throws Exception {
        byte[] first = gzip("2026-01-01,1\n");
        byte[] packed = join(first, gzip("2026-01-02,2\n"));

        for (int length = 3; length < packed.length; length++) {
            if (length != first.length) {
                assertThat(CsvRig.plain().error(Arrays.copyOf(packed, length)))
                        .as("cut after " + length)
                        .hasMessageContaining("gzip");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void byteOrderMarkNamesTheCharset(String charset) throws Exception {
        byte[] content = "\ufefftime;\u00b0C\n2026-01-01;1\n".getBytes(Charset.forName(charset));

        assertThat(((TimeSeries) CsvRig.plain().body(content)).seriesId()).isEqualTo("\u00b0C");
    }

    @Test
    void latin1HasToBeSaid() throws Exception {
        byte[] content = "time;temp \u00b0C\n2026-01-01;1\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(CsvRig.plain().error(content))
                .hasMessage("log.csv, line 1: not in the charset UTF-8; see the option charset");
        TimeSeries series =
                (TimeSeries) with(format -> format.setCharset("ISO-8859-1")).body(content);
        assertThat(series.seriesId()).isEqualTo("temp \u00b0C");
    }

    @Test
    void utf16WithoutMarkIsAnErrorThatSaysSo() {
        assertThat(CsvRig.plain().error("2026-01-01,1\n".getBytes(StandardCharsets.UTF_16LE)))
                .hasMessageContaining("it may be UTF-16");
    }

    @Test
    void workbookIsAnErrorThatSaysSo() {
        assertThat(CsvRig.plain().error("PK\u0003\u0004…")).hasMessageContaining(".xlsx");
    }

    @Test
    void commentsEmptyAndSkippedLinesAreNoRecords() throws Exception {
        CsvRig rig = with(format -> format.setSkipLines(2));

        assertThat(rig.samples("Station 7\nlat,lon,62,5\n# units: m\n\ntime,a\n2026-01-01,1\n#end\n"))
                .containsExactly("2026-01-01T00:00:00Z=1.0");
        assertThat(with(format -> format.setComment("%")).samples("% x\n2026-01-01,1\n"))
                .hasSize(1);
    }

    @Test
    void delimiterAtTheEndOfEachLineIsNoColumn() throws Exception {
        assertThat(CsvRig.plain().samples("time;a;\n2026-01-01;1;\n2026-01-02;2;\n"))
                .hasSize(2);
        assertThat(CsvRig.plain().samples("time;a\n2026-01-01;1;\n")).hasSize(1);
    }

    @Test
    void fileWithoutRecordsIsAnError() {
        assertThat(CsvRig.plain().error("")).hasMessageContaining("the file is empty");
        assertThat(CsvRig.plain().error("# nothing\n")).hasMessageContaining("the file is empty");
        assertThat(CsvRig.plain().error("2026-01-01 1\n").option()).isEqualTo("delimiter");
    }

    @Test
    void headerAloneIsASeriesWithoutSamples() throws Exception {
        assertThat(CsvRig.plain().series("time,a\n").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    delimiter     | ''
                    quote         | ab
                    charset       | latin-nine
                    header        | maybe
                    timeFormat    | dd.bb
                    timeZone      | Mars
                    ambiguousTime | guess
                    valueType     | auto
                    columns       | a=1,b=1
                    onBadLine     | ignore
                    time          | a+b+c
                    skipLines     | -1
                    """)
    void badOptionIsNamedWithItsValue(String option, String value) {
        FourInsightCsvDataFormat format = new FourInsightCsvDataFormat();
        new FourInsightCsvDataFormatConfigurer().configure(new DefaultCamelContext(), format, option, value, false);

        assertThatThrownBy(format::start)
                .hasStackTraceContaining("option '" + option + "': value '" + value + "' cannot be used; allowed are ");
    }
}
