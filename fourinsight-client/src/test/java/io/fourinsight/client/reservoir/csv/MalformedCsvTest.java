package io.fourinsight.client.reservoir.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.MalformedCsvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that are not samples: an error that names file, line and reason, and quotes nothing. */
class MalformedCsvTest {

    private static final String NOT_AN_INTEGER = "timestamp is not an integer of nanoseconds since the epoch";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret | no comma",
                "1secret | no comma",
                "' ' | no comma",
                "1.0,secret | " + NOT_AN_INTEGER,
                "' 1,secret' | " + NOT_AN_INTEGER,
                ",secret | " + NOT_AN_INTEGER,
                "-,secret | " + NOT_AN_INTEGER,
                "index,secret | " + NOT_AN_INTEGER,
                "2024-01-01T00:00:00Z,secret | " + NOT_AN_INTEGER,
                "1_000,secret | " + NOT_AN_INTEGER,
                "9223372036854775808,secret | " + NOT_AN_INTEGER,
                "-9223372036854775809,secret | " + NOT_AN_INTEGER,
                "18446744073709551617,secret | " + NOT_AN_INTEGER,
                "2,\"secret | a quote is not closed",
                "2,\"secret\"\" | a quote is not closed",
                "2,\"a\"secret | text after a closing quote",
                "2,secr\u00e6t | value is not UTF-8",
                "2,1\u00ff | value is not UTF-8",
            })
    void badLineIsAnErrorThatNamesFileLineAndReason(String line, String reason) throws IOException {
        byte[] bytes = ("1,\"a\nb\"\r\n\n" + line + "\n").getBytes(ISO_8859_1);
        Path path = Files.write(folder.resolve("spooled"), bytes);
        List<CsvFile> good = List.of(CsvFile.of("good", new byte[0], 0));
        CsvMerge merge = new CsvMerge("S", Long.MIN_VALUE, Long.MAX_VALUE);

        for (CsvFile file : List.of(CsvFile.of("bad.csv", bytes, bytes.length), CsvFile.of("bad.csv", path))) {
            assertThatThrownBy(() -> merge.read(List.of(good.get(0), file)))
                    .isInstanceOfSatisfying(MalformedCsvException.class, e -> {
                        assertThat(e.file()).isEqualTo("bad.csv");
                        assertThat(e.line()).isEqualTo(4);
                    })
                    .hasMessage("bad.csv, line 4: " + reason)
                    .hasNoCause();
        }
    }

    @Test
    void badTimestampOutsideOfTheWindowIsAnErrorToo() {
        assertThatThrownBy(() -> new CsvMerge("S", 5, 6).read(List.of(CsvMergeTest.file("f", "1,1\nx,1\n"))))
                .hasMessage("f, line 2: " + NOT_AN_INTEGER);
    }

    @Test
    void quoteThatIsNeverClosedIsNotReadIntoMemory() throws IOException {
        byte[] bytes = new byte[CsvLineReader.LONGEST * 2];
        System.arraycopy("1,\"".getBytes(ISO_8859_1), 0, bytes, 0, 3);
        CsvFile file = CsvFile.of("f", Files.write(folder.resolve("long"), bytes));

        assertThatThrownBy(() -> new CsvMerge("S", 0, 9).read(List.of(file)))
                .hasMessage("f, line 1: longer than 16777216 bytes");
    }

    @Test
    void fileCutAtAnyByteIsReadOrAnErrorButNeverAnotherFailure() throws IOException {
        byte[] bytes = "1,2.5\r\n2,\"a\"\"\n,b\"\n-3,🌊\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        CsvMerge merge = new CsvMerge("S", Long.MIN_VALUE, Long.MAX_VALUE);
        int read = 0;
        for (int length = 0; length <= bytes.length; length++) {
            CsvFile inMemory = CsvFile.of("f", bytes, length);
            CsvFile onDisk = CsvFile.of(
                    "f", Files.write(folder.resolve("cut-" + length), java.util.Arrays.copyOf(bytes, length)));
            String expected = outcome(merge, inMemory);
            read += expected.startsWith("f, line") ? 0 : 1;

            assertThat(outcome(merge, onDisk)).as("cut at %d", length).isEqualTo(expected);
        }
        assertThat(read).isBetween(5, bytes.length - 5);
    }

    private static String outcome(CsvMerge merge, CsvFile file) throws IOException {
        try {
            return TimeSeriesCsv.string(merge.read(List.of(file)));
        } catch (MalformedCsvException e) {
            return e.getMessage();
        }
    }
}
