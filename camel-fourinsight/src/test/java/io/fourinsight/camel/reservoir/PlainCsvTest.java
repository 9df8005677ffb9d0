package io.fourinsight.camel.reservoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainCsvTest {

    /** As in a query without start and end. */
    private static final long FIRST = DataQuery.FIRST_START;

    private static final long LAST = DataQuery.LAST_END;

    private static PlainCsv find(String csv, long from, long to) throws IOException {
        return PlainCsv.find(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), from, to);
    }

    private static String copy(PlainCsv plain, String csv) throws IOException {
        CsvBlocks blocks = plain.blocks(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
        ByteArrayOutputStream copied = new ByteArrayOutputStream();
        while (blocks.next()) {
            copied.write(blocks.buffer(), 0, blocks.length());
        }
        return copied.toString(StandardCharsets.UTF_8);
    }

    private static DayFile file(String csv) {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        return DayFile.of("day.csv", bytes, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2.0\n", "0,-0.0\n1,1.0E7\n2,2.5E-9\n", "9223372036854775807,-1234567.8\n"})
    void plainLinesStayAsTheyAre(String csv) throws IOException {
        PlainCsv plain = find(csv, FIRST, Long.MAX_VALUE);

        assertThat(copy(plain, csv)).isEqualTo(csv);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2.0", // not ended
                "1,2.0\r\n",
                "1,2.0\n\n",
                "\n1,2.0\n",
                "\ufeff1,2.0\n",
                "01,2.0\n",
                "00,2.0\n",
                "+1,2.0\n",
                "-1,2.0\n",
                " 1,2.0\n",
                "1 ,2.0\n",
                "1,\n",
                "1,nan\n",
                "1,-nan\n",
                "1,inf\n",
                "1,-\n",
                "1,+3.0\n",
                "1,.5\n",
                "1, 7.0\n",
                "1,7.0 \n",
                "1,7.0\t\n",
                "1,7.0 7.0\n",
                "1,2.0,3.0\n",
                "1,\"2.0\"\n",
                "1,2.0\"\n",
                "1,word\n",
                "1,7.0\u00e9\n",
                "1,2\n",
                "1,2.50\n",
                "1,1e7\n",
                "1,1.0E-322\n", // the nearest number is 9.9E-323
                "1,1.0E309\n",
                "2,2.0\n1,1.0\n",
                "1,1.0\n1,2.0\n",
                "1\n",
                ",1.0\n",
                "9223372036854775808,1.0\n"
            })
    void whatHasToBeUnderstoodFirstIsNotPlain(String csv) throws IOException {
        assertThat(find(csv, FIRST, LAST)).isNull();
    }

    /** A bad line is an error also where it is not asked for. */
    @Test
    void linesOutsideTheWindowMustBePlainToo() throws IOException {
        assertThat(find("1,1.0\n2,2.0\n3\n", 1, 2)).isNull();
        assertThat(find("1\n2,2.0\n3,3.0\n", 2, 3)).isNull();
    }

    @Test
    void aLineThatIsLongerThanABlockIsNotPlain() throws IOException {
        assertThat(find("1," + "0".repeat(70_000) + "\n2,2.0\n", FIRST, LAST)).isNull();
    }

    @Test
    void aFileWithoutLinesIsEmpty() throws IOException {
        PlainCsv plain = find("", FIRST, LAST);

        assertThat(plain.isEmpty()).isTrue();
        assertThat(copy(plain, "")).isEmpty();
    }

    @Test
    void aWindowBetweenLinesIsEmpty() throws IOException {
        assertThat(find("1,1.0\n5,5.0\n", 2, 5).isEmpty()).isTrue();
    }

    @Test
    void theLastNanosecondIsInAWindowWithoutEnd() throws IOException {
        String csv = Long.MAX_VALUE + ",1.0\n";

        assertThat(find(csv, 0, Long.MAX_VALUE).isEmpty()).isFalse();
    }

    @Test
    void aFileThatHasBecomeShorterIsAnErrorForEver() throws IOException {
        String csv = "1,1.0\n2,2.0\n";
        InputStream shorter = new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8), 0, 7);
        CsvBlocks blocks = find(csv, FIRST, LAST).blocks(shorter);

        InputStream stream = new CsvInputStream(List.of(blocks).iterator(), () -> {});

        assertThatThrownBy(stream::readAllBytes).isInstanceOf(EOFException.class);
        assertThatThrownBy(stream::read).isInstanceOf(EOFException.class);
    }

    /** What a failed read has taken from the file is lost. */
    @Test
    void whatCouldNotBeReadIsNotLeftOut() throws IOException {
        String csv = "1,1.0\n2,2.0\n";
        InputStream broken = new FilterInputStream(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8))) {
            private int reads;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (++reads == 2) {
                    throw new IOException("broken");
                }
                return super.read(target, offset, 6);
            }
        };
        InputStream stream = new CsvInputStream(
                List.of(find(csv, FIRST, LAST).blocks(broken)).iterator(), () -> {});

        assertThatThrownBy(stream::read).hasMessage("broken");
        assertThatThrownBy(stream::read).hasMessage("broken");
    }

    /** Lines of many blocks, so that some lie across two of them. */
    @Property(tries = 50)
    void findsTheLinesOfTheWindow(
            @ForAll @LongRange(max = 20_000) long from, @ForAll @LongRange(max = 20_000) long length)
            throws IOException {
        String csv = IntStream.range(0, 20_000)
                .mapToObj(i -> i + "," + i * 0.5 + "\n")
                .collect(Collectors.joining());
        TimeSeries expected = new DayMerge("S", from, from + length).read(List.of(file(csv)));

        PlainCsv plain = find(csv, from, from + length);

        String copied = copy(plain, csv);
        assertThat(copied).isEqualTo(TimeSeriesCsv.string(expected));
        if (!expected.isEmpty()) {
            assertThat(plain.first()).isEqualTo(expected.timestamp(0));
            assertThat(plain.last()).isEqualTo(expected.timestamp(expected.size() - 1));
        }
    }

    /** So a stream comes out the same whether its days were plain or not. */
    @Property(tries = 5000)
    void whatIsPlainWouldBeWrittenSo(@ForAll("files") String csv) throws IOException {
        if (find(csv, FIRST, LAST) != null) {
            TimeSeries series = new DayMerge("S", FIRST, LAST).read(List.of(file(csv)));
            assertThat(TimeSeriesCsv.string(series)).isEqualTo(csv);
        }
    }

    @Property
    void whatIsWrittenIsPlain(@ForAll @Size(max = 5) List<@DoubleRange(min = -1e90, max = 1e90) Double> values)
            throws IOException {
        long[] timestamps = LongStream.range(0, values.size()).toArray();
        double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
        String csv = TimeSeriesCsv.string(TimeSeries.of("S", timestamps, numbers));

        assertThat(find(csv, FIRST, LAST)).isNotNull();
    }

    @Provide
    Arbitrary<String> files() {
        Arbitrary<String> number =
                Arbitraries.strings().withChars("0.-E123456789").ofMinLength(1).ofMaxLength(9);
        Arbitrary<String> other = Arbitraries.strings()
                .withChars("0123456789-+.eE,\" \r\n\u00e9anx")
                .ofMaxLength(4);
        Arbitrary<Integer> step = Arbitraries.integers().between(0, 9);
        return Combinators.combine(step, Arbitraries.frequencyOf(Tuple.of(9, number), Tuple.of(1, other)))
                .as((timestamp, text) -> timestamp + "," + text + "\n")
                .list()
                .ofMaxSize(3)
                .map(lines -> String.join("", lines));
    }
}
