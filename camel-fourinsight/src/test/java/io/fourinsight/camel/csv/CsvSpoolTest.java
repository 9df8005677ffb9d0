package io.fourinsight.camel.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.testing.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code streaming=true}: series that wait in files. */
class CsvSpoolTest {

    private static final String CONTENT =
            """
            time,a,state,b
            2026-01-01,1,ok,
            2026-01-02,,"x,y",7
            2026-01-03,3,,8
            """;

    private final CsvRig rig = new CsvRig(format -> {
        format.setStreaming(true);
        format.setColumns("a=id-a,state:text=id-s,b=id-b");
    });

    private Set<Path> before;

    @BeforeEach
    void lookAtFolder() throws IOException {
        before = folders();
    }

    private static Set<Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("fourinsight-csv-"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Set<Path> left() throws IOException {
        Set<Path> left = folders();
        left.removeAll(before);
        return left;
    }

    private List<TimeSeriesStream> streams() throws Exception {
        return CsvRig.list(rig.body(CONTENT.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void streamsHoldWhatTheFileHolds() throws Exception {
        List<TimeSeries> expected =
                new CsvRig(format -> format.setColumns("a=id-a,state:text=id-s,b=id-b")).all(CONTENT);

        assertThat(streams().stream().map(TimeSeriesStream::readAll).toList()).isEqualTo(expected);
    }

    @Test
    void filesGoWithTheLastStream() throws Exception {
        List<TimeSeriesStream> streams = streams();

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
    void filesGoWithTheExchange() throws Exception {
        streams();
        rig.exchange().getExchangeExtension().handoverCompletions().forEach(end -> end.onComplete(rig.exchange()));

        assertThat(left()).isEmpty();
    }

    @Test
    void badLastLineLeavesNothing() throws Exception {
        assertThat(rig.error(CONTENT + "2026-01-04,1,ok,x\n").line()).isEqualTo(5);
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
        assertThat(left()).isEmpty();
    }
}
