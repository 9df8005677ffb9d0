package io.fourinsight.camel.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.testing.ChildJvm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Lines that are passed over. */
class CsvBadLinesTest {

    private final List<List<Map<String, Object>>> batches = new ArrayList<>();

    private TimeSeries read(Consumer<FourInsightCsvDataFormat> options, InputStream content) throws IOException {
        FourInsightCsvDataFormat format = new FourInsightCsvDataFormat();
        format.setOnBadLine("skip");
        options.accept(format);
        CsvDialect dialect = CsvDialect.of(format);
        return new CsvReading("log.csv", dialect, new BadLines("log.csv", dialect, batches::add))
                .read(content, MemoryColumns::new)
                .get(0);
    }

    private TimeSeries read(String content) throws IOException {
        return read(format -> {}, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Object> bad(String what) {
        return batches.stream()
                .flatMap(List::stream)
                .map(line -> line.get(what))
                .toList();
    }

    @Test
    void goodLinesRoundABadOneStay() throws Exception {
        TimeSeries series = read(
                """
                time,a
                2026-01-01,1
                2026-01-02,x
                2026-01-03
                time,a
                2026-01-01,5
                not a time,6
                2026-01-04,"7"x
                2026-01-05,8
                """);

        assertThat(CsvRig.samples(series)).containsExactly("2026-01-01T00:00:00Z=1.0", "2026-01-05T00:00:00Z=8.0");
        assertThat(bad("line")).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(bad("file")).containsOnly("log.csv");
        assertThat(bad("column")).containsExactly("a", "", "", "time", "time", "");
        assertThat(bad("text").get(5)).isEqualTo("2026-01-04,\"7\"x");
    }

    /** Not even of the columns before the bad one. */
    @Test
    void badLineLeavesNoValue() throws Exception {
        assertThat(read("time,a,b\n2026-01-01,1,x\n2026-01-02,2,3\n").size()).isEqualTo(1);
    }

    @Test
    void quoteThatIsNotClosedCostsOneLine() throws Exception {
        assertThat(CsvRig.samples(read("2026-01-01,1\n2026-01-02,\"2\n2026-01-03,3\n2026-01-04,4\n")))
                .containsExactly("2026-01-01T00:00:00Z=1.0", "2026-01-03T00:00:00Z=3.0", "2026-01-04T00:00:00Z=4.0");
        assertThat(bad("line")).containsExactly(2L);
    }

    @Test
    void lineThatIsTooLongCostsOneLine() throws Exception {
        String tooLong = "x".repeat(CsvLines.LONGEST + 1);

        assertThat(read("2026-01-01,1\n2026-01-02," + tooLong + "\n2026-01-03,\"" + tooLong + "\n2026-01-04,4\n")
                        .size())
                .isEqualTo(2);
        assertThat(bad("line")).containsExactly(2L, 3L);
        assertThat(bad("reason").get(0).toString()).contains("longer than 1048576 characters");
        assertThat(bad("text").get(0).toString().length()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void bytesOfAnotherCharsetCostOneLine() throws Exception {
        byte[] content = "2026-01-01,1\n2026-01-02,\u00b0\u00b0\n2026-01-03,3\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(format -> {}, new ByteArrayInputStream(content)).size()).isEqualTo(2);
        assertThat(bad("reason")).containsExactly("not in the charset UTF-8");
    }

    @Test
    void pairOfSurrogatesIsNoMalformedText() throws Exception {
        String pair = new String(Character.toChars(0x103ff)); // whose second half stands for malformed bytes

        assertThat(read("time,a" + pair + "\n2026-01-01,1\n").seriesId()).isEqualTo("a" + pair);
    }

    @Test
    void tooManyBadLinesFail() {
        String content = "2026-01-01,1\n" + "x,1\n".repeat(10_001);

        CsvFormatException error = catchThrowableOfType(CsvFormatException.class, () -> read(content));

        assertThat(error.option()).isEqualTo("maxBadLines");
        assertThat(error.line()).isEqualTo(10_002);
        assertThat(bad("line")).hasSize(10_000);
    }

    @Test
    void batchesAreBounded() throws Exception {
        read("2026-01-01,1\n" + "x,1\n".repeat(2_500));

        assertThat(batches).extracting(List::size).containsExactly(1_000, 1_000, 500);
    }

    /** More than would fit into the heap, were they kept. Ten million are read with {@code -Dcsv.bad.lines=10000000}. */
    @Test
    void millionsOfBadLinesAreNotKept() throws Exception {
        int lines = Integer.getInteger("csv.bad.lines", 500_000);

        try (ChildJvm child = ChildJvm.withHeap("24m", CsvBadLinesChild.class, String.valueOf(lines))) {
            assertThat(child.line()).isEqualTo("1 samples, " + lines + " bad lines");
        }
    }
}
