package io.fourinsight.camel.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.testing.ChildJvm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code streaming=true}: series that wait in files. */
class CsvSpoolTest {

    private static final String CONTENT =
            """
            time,a,state,b
            2026-01-01,1,ok,
            2026-01-02,,"x,y",7
            2026-01-03,3,,8
            """;

    private static final String COLUMNS = "a=id-a,state:text=id-s,b=id-b";

    @TempDir
    private Path folder;

    private List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private List<TimeSeriesStream> streams(String content) throws IOException {
        FourInsightCsvDataFormat format = new FourInsightCsvDataFormat();
        format.setColumns(COLUMNS);
        CsvDialect dialect = CsvDialect.of(format);
        return new CsvReading("log.csv", dialect, new BadLines("log.csv", dialect, null))
                .read(
                        new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
                        columns -> ColumnSpool.open(columns, folder));
    }

    @Test
    void streamsHoldWhatTheFileHolds() throws Exception {
        List<TimeSeries> expected = new CsvRig(format -> format.setColumns(COLUMNS)).all(CONTENT);

        assertThat(streams(CONTENT).stream().map(TimeSeriesStream::readAll).toList())
                .isEqualTo(expected);
    }

    @Test
    void filesGoWithTheLastStream() throws Exception {
        List<TimeSeriesStream> streams = streams(CONTENT);

        assertThat(left()).hasSize(1);
        Iterator<TimeSeries> halfRead = streams.get(2).iterator();
        assertThat(halfRead.hasNext()).isTrue();
        streams.get(0).readAll();
        streams.get(1).close();
        assertThat(left()).hasSize(1);
        streams.get(2).close();
        assertThat(left()).isEmpty();
        assertThatThrownBy(halfRead::next).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void badLastLineLeavesNothing() throws Exception {
        assertThatThrownBy(() -> streams(CONTENT + "2026-01-04,1,ok,x\n")).hasMessageContaining("line 5");
        assertThat(left()).isEmpty();
    }

    @Test
    void oneColumnIsOneStream() throws Exception {
        CsvRig one = new CsvRig(format -> format.setStreaming(true));

        try (TimeSeriesStream stream =
                (TimeSeriesStream) one.body("2026-01-01,1\n2026-01-02,\n".getBytes(StandardCharsets.UTF_8))) {
            assertThat(stream.readAll().size()).isEqualTo(1);
        }
    }

    /** 50 MB of 8 columns, and seven series of them, in a heap that holds neither. */
    @Test
    void fileLargerThanMemoryIsRead() throws Exception {
        try (ChildJvm child = ChildJvm.withHeap("24m", CsvSpoolChild.class, "600000")) {
            assertThat(child.line()).isEqualTo("7 series, each of 600000 samples");
        }
    }
}
