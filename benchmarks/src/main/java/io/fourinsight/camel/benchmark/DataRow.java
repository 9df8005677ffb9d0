package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.baseline.MemoryParse;
import io.fourinsight.camel.benchmark.baseline.PlainDownload;
import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Rounds;
import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;
import io.fourinsight.camel.benchmark.process.Camel;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import io.fourinsight.camel.benchmark.server.DayCsv;
import io.fourinsight.camel.benchmark.server.Series;
import io.fourinsight.client.reservoir.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** A month of raw samples as a series, against MD5 and parsing of the same bytes in memory on one thread. */
final class DataRow implements Row {

    private static final int WARM_UPS = 3;

    /** One takes less than a second. */
    private static final int ROUNDS = 15;

    private static final List<String> USUAL = List.of("-Xms1g", "-Xmx2g");

    private final String name;
    private final Series series;
    private final Bar bar;
    private final List<String> jvmOptions;

    private DataRow(String name, Series series, Bar bar, List<String> jvmOptions) {
        this.name = name;
        this.series = series;
        this.bar = bar;
        this.jvmOptions = jvmOptions;
    }

    static Row month(String name) {
        return new DataRow(name, Series.MONTH, Bar.atLeast(0.8), USUAL);
    }

    /** As {@link #month}, where two processors are expected to pay: in 256 MB, and 128 MB for the baseline's bytes. */
    static Row real(String name) {
        return new DataRow(name, Series.MONTH, Bar.atLeast(1.1), List.of("-Xmx384m"));
    }

    static Row monthOfJava(String name) {
        return new DataRow(name, Series.MONTH_JAVA, Bar.atLeast(0.8), USUAL);
    }

    static Row overlap(String name) {
        return new DataRow(name, Series.OVERLAP, Bar.atLeast(0.5), USUAL);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> jvmOptions() {
        return jvmOptions;
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (int file = 0; file < series.filesPerDay(); file++) {
            for (int day = 0; day < series.days(); day++) {
                files.add(DayCsv.of(DayCsv.FIRST_DAY + day, file, series.form()));
            }
        }
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:data").to("fourinsight:timeseries?operation=data&seriesId=" + series.id());
            }
        };
        try (Camel camel = new Camel(server.url(), routes)) {
            Outcome outcome = Rounds.atLeast(
                    ROUNDS,
                    WARM_UPS,
                    () -> rate(() -> read(camel)),
                    () -> rate(() -> {
                        new MemoryParse().run(files);
                    }));
            report.row(name, "lines/s", outcome, bar);
            double raw = rate(() -> new PlainDownload(server.url(), series).toNowhere());
            report.note("the server sends %,.0f lines/s to one plain HttpClient that throws them away", raw);
        }
    }

    private void read(Camel camel) {
        TimeSeries samples = camel.template().requestBody("direct:data", null, TimeSeries.class);
        if (samples.size() != series.days() * DayCsv.LINES || !samples.isNumeric()) {
            throw new IllegalStateException("not the samples that the server has: " + samples);
        }
    }

    @FunctionalInterface
    private interface Reading {
        void run() throws Exception;
    }

    private double rate(Reading reading) throws Exception {
        long started = System.nanoTime();
        reading.run();
        return series.lines() * 1e9 / (System.nanoTime() - started);
    }
}
