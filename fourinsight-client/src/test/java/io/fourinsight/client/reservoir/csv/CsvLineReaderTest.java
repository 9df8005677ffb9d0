package io.fourinsight.client.reservoir.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.MalformedCsvException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One file by itself: what its origin allows, however its bytes arrive, and how much of it is in memory. */
class CsvLineReaderTest {

    private static final String GZIP = "\u001f\u008b";
    private static final int MEBI = 1024 * 1024;

    @Test
    void onlyAUsersFileIsLookedAtForWhatIsNoText() {
        assertThatThrownBy(() -> read(CsvOrigin.USER, GZIP)).hasMessageStartingWith("f, line 1: gzip");
        assertThatThrownBy(() -> read(CsvOrigin.RECORDED, GZIP)).hasMessage("f, line 1: no comma");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PK\u0003", "\u00ff\u00fe1", "\u00001"})
    void aUsersFileIsKnownByItsFirstBytesAlsoIfTheyComeOneByOne(String head) {
        InputStream bytes = new Trickle(bytes(head + ",1"));

        assertThatThrownBy(() -> CsvLineReader.of(CsvOrigin.USER, "f", bytes))
                .isInstanceOf(MalformedCsvException.class);
    }

    @ParameterizedTest
    @EnumSource(CsvOrigin.class)
    void aByteOrderMarkIsSkippedAlsoIfItComesByteByByte(CsvOrigin origin) throws IOException {
        byte[] bytes = bytes("\u00ef\u00bb\u00bf7,1\n8,2");

        assertThat(read(CsvLineReader.of(origin, "f", new Trickle(bytes)))).isEqualTo("7=1 8=2");
        assertThat(read(CsvLineReader.of(origin, "f", bytes, bytes.length))).isEqualTo("7=1 8=2");
    }

    @ParameterizedTest
    @EnumSource(CsvOrigin.class)
    void aClosingQuoteIsFoundAlsoIfItComesByteByByte(CsvOrigin origin) throws IOException {
        byte[] bytes = bytes("1,\"a\"\"b\"\r\n2,\"c\n\"\"d\"\n3,\"e\"");

        assertThat(read(CsvLineReader.of(origin, "f", new Trickle(bytes))))
                .isEqualTo(read(CsvLineReader.of(origin, "f", bytes, bytes.length)))
                .isEqualTo("1=\"a\"\"b\" 2=\"c\n\"\"d\" 3=\"e\"");
    }

    /** It must not, but what a user's stream does wrong must not cut a file short. */
    @Test
    void aStreamThatOnceGivesNoByteHasNotEnded() throws IOException {
        InputStream hesitating = new Trickle(bytes("1,a\n2,b\n")) {
            private int reads;

            @Override
            public synchronized int read(byte[] target, int from, int length) {
                return ++reads % 2 == 0 ? 0 : super.read(target, from, length);
            }
        };

        assertThat(read(CsvLineReader.of(CsvOrigin.USER, "f", hesitating))).isEqualTo("1=a 2=b");
    }

    @Test
    void closingTheReaderClosesItsStream() throws IOException {
        Trickle file = new Trickle(bytes("1,a\n"));

        CsvLineReader.of(CsvOrigin.RECORDED, "f", file).close();

        assertThat(file.isClosed).isTrue();
    }

    @Test
    void aCrAtTheEndOfTheFileIsALineEndOnlyInWhatIsRecorded() throws IOException {
        assertThat(read(CsvOrigin.RECORDED, "1,a\r")).isEqualTo("1=a");
        assertThat(read(CsvOrigin.RECORDED, "1,\"a\"\r")).isEqualTo("1=\"a\"");
        assertThat(read(CsvOrigin.USER, "1,a\r\n2,\"b\"\r\n3,\"c\"")).isEqualTo("1=a 2=\"b\" 3=\"c\"");
        for (String line : new String[] {"1,a\r", "1,\"a\"\r"}) {
            assertThatThrownBy(() -> read(CsvOrigin.USER, line)).hasMessage("f, line 1: " + UserLines.LONE_CR);
        }
    }

    @Test
    void whatFollowsAClosingQuoteOfAUserIsNamed() {
        assertThatThrownBy(() -> read(CsvOrigin.USER, "1,\"a\",b\n"))
                .hasMessageStartingWith("f, line 1: a second comma");
        assertThatThrownBy(() -> read(CsvOrigin.USER, "1,\"a\"b\n"))
                .hasMessageStartingWith("f, line 1: text after a closing quote");
        assertThatThrownBy(() -> read(CsvOrigin.USER, "1,\"a\"\rb\n")).hasMessage("f, line 1: " + UserLines.LONE_CR);
    }

    @Test
    void onlyAUsersNumberLosesItsQuotesUnlessALineEndIsBetweenThem() throws IOException {
        String csv = "1,\"1.5\"\n2,\"x\"\n3,\"\n4\"\n";

        assertThat(read(CsvOrigin.USER, csv)).isEqualTo("1=1.5 2=\"x\" 3=\"\n4\"");
        assertThat(read(CsvOrigin.RECORDED, csv)).isEqualTo("1=\"1.5\" 2=\"x\" 3=\"\n4\"");
    }

    @Test
    void aSampleIsOfTheLineThatItBeginsIn() throws IOException {
        try (CsvLineReader reader = reader(CsvOrigin.RECORDED, "1,a\n\n2,\"b\nc\nd\"\n3,e\n")) {
            for (long line : new long[] {1, 3, 6}) {
                assertThat(reader.next()).isTrue();
                assertThat(reader.line()).isEqualTo(line);
            }
            assertThat(reader.next()).isFalse();
        }
    }

    @Test
    void aValueThatIsNotUtf8IsNotCopied() throws IOException {
        try (CsvLineReader reader = reader(CsvOrigin.RECORDED, "1,secr\u00e6t\n")) {
            reader.next();

            assertThatThrownBy(() -> reader.copyRaw(new byte[reader.rawLength()], 0))
                    .isInstanceOf(MalformedCsvException.class)
                    .hasMessage("f, line 1: value is not UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"1\""})
    void aFileOfShortLinesIsReadIntoOneBlock(String value) throws IOException {
        String line = "1234567890123456789," + value + "\n";
        Trickle file = new Trickle(bytes(line.repeat(20_000)), Integer.MAX_VALUE);
        int samples = 0;
        try (CsvLineReader reader = CsvLineReader.of(CsvOrigin.RECORDED, "f", file)) {
            while (reader.next()) {
                samples++;
            }
        }

        assertThat(samples).isEqualTo(20_000);
        assertThat(file.largestBuffer).isEqualTo(64 * 1024);
    }

    @Test
    void aSampleThatIsTooLongIsAnErrorAlsoIfItEnds() {
        assertThatThrownBy(() -> lengths(CsvOrigin.RECORDED, "1," + "x".repeat(17 * MEBI) + "\n"))
                .hasMessage("f, line 1: longer than 16777216 bytes");
        assertThatThrownBy(() -> lengths(CsvOrigin.RECORDED, "1," + "x\r".repeat(9 * MEBI) + "\n"))
                .hasMessage("f, line 1: longer than 16777216 bytes");
    }

    /** A Mac's line end makes one line of a whole file. */
    @Test
    void aUsersSampleThatIsTooLongIsToldByItsLoneCrs() {
        assertThatThrownBy(() -> lengths(CsvOrigin.USER, "1,1\r".repeat(5 * MEBI)))
                .hasMessage("f, line 1: " + UserLines.LONE_CR);
        assertThatThrownBy(() -> lengths(CsvOrigin.USER, "1," + "x".repeat(17 * MEBI) + "\n"))
                .hasMessage("f, line 1: longer than 16777216 bytes");
    }

    @Test
    void longSamplesThatAreTooLongOnlyTogetherAreRead() throws IOException {
        String csv = "1," + "x".repeat(9 * MEBI) + "\n2," + "y".repeat(9 * MEBI) + "\n";

        assertThat(lengths(CsvOrigin.RECORDED, csv)).isEqualTo("1=9437184 2=9437184");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static CsvLineReader reader(CsvOrigin origin, String csv) throws IOException {
        return CsvLineReader.of(origin, "f", bytes(csv), csv.length());
    }

    private static String read(CsvOrigin origin, String csv) throws IOException {
        return read(reader(origin, csv));
    }

    /** All samples, their values as they are copied. */
    private static String read(CsvLineReader reader) throws IOException {
        StringBuilder samples = new StringBuilder();
        try (reader) {
            while (reader.next()) {
                byte[] value = new byte[reader.rawLength()];
                assertThat(reader.copyRaw(value, 0)).isEqualTo(value.length);
                samples.append(samples.isEmpty() ? "" : " ")
                        .append(reader.timestamp())
                        .append('=')
                        .append(new String(value, ISO_8859_1));
            }
        }
        return samples.toString();
    }

    /** All samples of a stream, of their values the lengths. */
    private static String lengths(CsvOrigin origin, String csv) throws IOException {
        StringBuilder samples = new StringBuilder();
        try (CsvLineReader reader = CsvLineReader.of(origin, "f", new ByteArrayInputStream(bytes(csv)))) {
            while (reader.next()) {
                samples.append(samples.isEmpty() ? "" : " ")
                        .append(reader.timestamp())
                        .append('=')
                        .append(reader.rawLength());
            }
        }
        return samples.toString();
    }

    /** A stream that gives so many bytes at a time, and sees the buffers that it is to fill. */
    private static class Trickle extends ByteArrayInputStream {

        private final int most;
        private int largestBuffer;
        private boolean isClosed;

        Trickle(byte[] bytes) {
            this(bytes, 1);
        }

        Trickle(byte[] bytes, int most) {
            super(bytes);
            this.most = most;
        }

        @Override
        public synchronized int read(byte[] target, int from, int length) {
            largestBuffer = Math.max(largestBuffer, target.length);
            return super.read(target, from, Math.min(length, most));
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
