package io.fourinsight.client.reservoir.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.ValueType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users' CSV is one series or one error, whether it is uploaded as it is or becomes a series first. */
class UserCsvTest {

    private static final String TIMES = "an ISO date or date-time from 1677-09-21 to 2262-04-11 (UTC unless it has an"
            + " offset) or nanoseconds since the epoch as an integer";
    private static final String REST = "; the data format fourinsightCsv reads the rest";
    private static final String ACCEPTED =
            "; accepted is a line time,value for each sample, without a header, the time being " + TIMES + REST;
    private static final String SECOND_COMMA =
            "a second comma; accepted is one value after the time, text with a comma in"
                    + " double quotes; the data format fourinsightCsv reads several columns and decimal commas";
    private static final String LONE_CR =
            "a CR that is not before an LF; accepted are LF and CRLF at the end of a line,"
                    + " and a CR in text in double quotes; the data format fourinsightCsv reads lines that end at CR";

    @TempDir
    Path folder;

    private void assertRefused(byte[] csv, long line, String reason) throws IOException {
        Path file = Files.write(folder.resolve("log.csv"), csv);
        String message = ", line " + line + ": " + reason;
        for (boolean sort : new boolean[] {false, true}) {
            assertFails("CSV" + message, () -> read(UploadCsv.of(csv, sort, ValueType.AUTO)));
            assertFails("CSV" + message, () -> read(UploadCsv.of(new ByteArrayInputStream(csv), sort, ValueType.AUTO)));
            assertFails("log.csv" + message, () -> read(UploadCsv.of(file, sort, ValueType.AUTO)));
        }
        assertFails("CSV" + message, () -> UserCsv.read(csv));
        assertFails("CSV" + message, () -> UserCsv.read(new ByteArrayInputStream(csv)));
        assertFails("log.csv" + message, () -> UserCsv.read(file.toFile()));
    }

    private static void assertFails(String message, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOf(MalformedCsvException.class)
                .hasMessage(message)
                .hasNoCause();
    }

    private static String read(UploadCsv upload) throws IOException {
        try (InputStream csv = upload.stream()) {
            return new String(csv.readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2,3",
                "1,1.5,",
                "1,\"1.5\",2",
                "2026-01-01T00:00:00,250,1.25",
                "2026-01-01T00:00:00Z,28,7",
                "2026-01-01T01:00:00Z,1.3,8.6,271",
                "1,a,b",
            })
    void secondCommaIsAnError(String line) throws IOException {
        assertRefused(("1,\"a,b\"\n\n" + line + "\n").getBytes(UTF_8), 3, SECOND_COMMA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,1.5\r2,2.5\r3,3.5\r",
                "1,a\rb\n",
                "1,1.5\r",
                "1,1.5\r\r\n",
                "1,\"1.5\"\r",
                "1,\"1.5\"\r2,\"2.5\"\r",
                "\r",
                "1\r2,3\n",
            })
    void crThatIsNotBeforeLfIsAnError(String lines) throws IOException {
        assertRefused(lines.getBytes(UTF_8), 1, LONE_CR);
    }

    @Test
    void crAtTheEndOfEachLineIsNamedHoweverLargeTheFile() {
        byte[] csv = "1,1.5\r".repeat(3_000_000).getBytes(UTF_8);

        assertFails("CSV, line 1: " + LONE_CR, () -> UserCsv.read(new ByteArrayInputStream(csv)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "time,value | a header",
                "Tid (UTC),Hs [m] | a header",
                "\"Date\",\"Value\" | a header",
                "2026-01-01 00:00:00,1 | a blank between date and time, where a T is needed",
                "2026-01-01 00:00:00+00:00,1.5 | a blank between date and time, where a T is needed",
                "20260101 1200,1 | a blank between date and time, where a T is needed",
                "2026-01-01T00:00:00Z;1.5 | semicolons between columns",
                "01.02.2026;10:15;1,5 | semicolons between columns",
                "Datum;Uhrzeit;Wert | semicolons between columns",
                "2026-01-01T00:00:00Z\t1.5 | tabs between columns",
                "1767225600000000000 | no comma",
                "2,\"1\"x | text after a closing quote",
            })
    void otherLinesAreErrorsThatSayWhatIsAccepted(String line, String reason) throws IOException {
        assertRefused((line + "\n2,2\n").getBytes(UTF_8), 1, reason + ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"01.02.2026 10:15,1", "2/1/2026,1", "\"1\",1", "46023.5,1", "2026-02-30,1", ",1", "Pegel1,x"})
    void timeThatCannotBeReadIsAnErrorThatSaysWhichCan(String line) throws IOException {
        assertRefused(("0,1\n" + line).getBytes(UTF_8), 2, "timestamp is not " + TIMES + REST);
    }

    @Test
    void packedFilesAreNamed() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write("1,1\n".getBytes(UTF_8));
        }
        assertRefused(
                gzip.toByteArray(), 1, "gzip, and not text; unpack it, or read it with the data format fourinsightCsv");
        assertRefused(
                "PK\u0003\u0004rest".getBytes(ISO_8859_1),
                1,
                "a zip archive, as a workbook (.xlsx) is one, and not CSV; export it as CSV");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "x-UTF-16LE-BOM"})
    void textOfWiderCharactersIsNamed(String charset) throws IOException {
        assertRefused(
                "1767225600000000000,1\n".getBytes(Charset.forName(charset)),
                1,
                "UTF-16 or UTF-32, and not UTF-8; name the charset where the file is read, or read it with the data"
                        + " format fourinsightCsv");
    }

    @Test
    void quotesAroundANumberAreDroppedAndThoseAroundTextStay() throws IOException {
        String csv =
                "1,\"1.5\"\n2,\" 7 \"\n3,\"\"\n4,\"a,b\"\n5,\"\n7\"\r\n6,\"say \"\"hi\"\"\"\n7,\"1,5\"\n8,\"nan\"\n"
                        + "9,\"\r7\"";

        for (boolean sort : new boolean[] {false, true}) {
            assertThat(read(UploadCsv.of(csv, sort, ValueType.AUTO)))
                    .isEqualTo("1,1.5\n2, 7 \n3,\n4,\"a,b\"\n5,\"\n7\"\n6,\"say \"\"hi\"\"\"\n7,\"1,5\"\n8,nan\n"
                            + "9,\"\r7\"\n");
        }
    }

    @Test
    void wordsAreTextByDesign() throws IOException {
        for (String word : List.of("a", "NULL", "\u22121.5", "5;2")) {
            assertThat(UserCsv.read(("1,1.50\n2," + word).getBytes(UTF_8)))
                    .isEqualTo(TimeSeries.of(null, new long[] {1, 2}, new String[] {"1.50", word}));
        }
    }

    @Test
    void seriesIsOfTheOrderThatAnUploadNeeds() throws IOException {
        assertFails(
                "CSV, line 2: a timestamp before that of the sample before it; the option sort=true sorts small input",
                () -> UserCsv.read("2,1\n1,1\n".getBytes(UTF_8)));
        assertFails(
                "CSV, line 2: the same timestamp as of the sample before it",
                () -> UserCsv.read("2026-10-25T02:30:00,1\n2026-10-25T02:30:00,2\n".getBytes(UTF_8)));
        assertThatThrownBy(() -> UserCsv.read("-9223372036854775808,1\n".getBytes(UTF_8)))
                .hasMessageContaining("cannot be read back");
        assertThat(UserCsv.read("\ufeff1970-01-01,\"1\"\r\n2,\n".getBytes(UTF_8)))
                .isEqualTo(TimeSeries.of(null, new long[] {0, 2}, new double[] {1, Double.NaN}));
    }
}
