package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.baseline.PlainDownload;
import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Rounds;
import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;
import io.fourinsight.camel.benchmark.process.Camel;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import io.fourinsight.camel.benchmark.server.DayCsv;
import io.fourinsight.camel.benchmark.server.Series;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** 40 million samples to a CSV file in a JVM of 128 MB, against the bare download of the same bytes in the same JVM. */
final class DataStreamRow implements Row {

    /** All processor time goes into the digits of numbers; docs/performance.md says why. */
    private static final Bar FLOOR = Bar.atLeast(0.1);

    private static final int WARM_UPS = 1;

    private final String name;
    private final Series series;

    DataStreamRow(String name, Series series) {
        this.name = name;
        this.series = series;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Xmx128m");
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        Path directory = Files.createTempDirectory("benchmark");
        Path ours = directory.resolve("ours.csv");
        Path plain = directory.resolve("plain.csv");
        PlainDownload download = new PlainDownload(server.url(), series);
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stream")
                        .to("fourinsight:timeseries?operation=data&streaming=true&seriesId=" + series.id())
                        // neither side waits for the disk
                        .to("file:" + directory + "?fileName=ours.csv&forceWrites=false");
            }
        };
        try (Camel camel = new Camel(server.url(), routes)) {
            Outcome outcome = Rounds.run(
                    WARM_UPS,
                    () -> rate(ours, () -> camel.template().requestBody("direct:stream", (Object) null)),
                    () -> rate(plain, () -> download.to(plain)));
            // the form that this component writes is that of the server's file if that is of Java
            boolean whole =
                    series.form() == DayCsv.Form.JAVA ? Files.mismatch(ours, plain) < 0 : lines(ours) == series.lines();
            if (!whole) {
                throw new IllegalStateException("the file is not what the server has");
            }
            report.row(name(), "lines/s", outcome, FLOOR);
            report.note("%,d samples, %,d bytes, completed with -Xmx128m", series.lines(), Files.size(ours));
        } finally {
            Files.deleteIfExists(ours);
            Files.deleteIfExists(plain);
            Files.delete(directory);
        }
    }

    @FunctionalInterface
    private interface Transfer {
        void run() throws Exception;
    }

    private static long lines(Path file) throws IOException {
        long lines = 0;
        byte[] block = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                for (int i = 0; i < read; i++) {
                    lines += block[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }

    private double rate(Path file, Transfer transfer) throws Exception {
        Files.deleteIfExists(file);
        long started = System.nanoTime();
        transfer.run();
        return series.lines() * 1e9 / (System.nanoTime() - started);
    }
}
