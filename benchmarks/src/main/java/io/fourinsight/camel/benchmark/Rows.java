package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.server.Series;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rows, in the order of the table. */
final class Rows {

    private static final List<Row> ALL = List.of(
            new TokenFastRow(),
            new TokenStallRow(),
            CallRow.bytes("call-1", 1),
            CallRow.bytes("call-16", 16),
            CallRow.oauth("call-oauth"),
            CallRow.map("call-map"),
            new BareCallRow(),
            new MetricsRow(),
            new PagesRow(),
            DataRow.month("data"),
            DataRow.real("data-real"),
            DataRow.monthOfJava("data-java"),
            DataRow.overlap("data-overlap"),
            new DataMemoryRow(),
            new DataLatencyRow(),
            new DataStreamRow("data-stream", Series.LONG),
            new DataStreamRow("data-stream-java", Series.LONG_JAVA),
            new AggregateRow(),
            new AggregateLatencyRow(),
            new UploadRow(),
            new PollRow(),
            new FirstRow(),
            new StartRow(),
            new ResidentMemoryRow(),
            new MemoryRow());

    /** Measured only when it is asked for: minutes for figures without a bar. */
    private static final Row SCALE = new PollScaleRow();

    private Rows() {}

    static List<Row> select(String names) {
        return names.equals("all")
                ? ALL
                : Arrays.stream(names.split(",")).map(Rows::named).toList();
    }

    static Row named(String name) {
        return Stream.concat(ALL.stream(), Stream.of(SCALE))
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no row " + name + "; there are "
                        + ALL.stream().map(Row::name).collect(Collectors.joining(", "))));
    }
}
