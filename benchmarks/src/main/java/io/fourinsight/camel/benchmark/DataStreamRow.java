package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.Rounds.Outcome;
import io.fourinsight.camel.benchmark.server.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** 40 million samples to a CSV file in a JVM of 128 MB, against the bare download of the same bytes in the same JVM. */
final class DataStreamRow implements Row {

    private static final int WARM_UPS = 1;

    @Override
    public String name() {
        return "data-stream";
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
        PlainDownload download = new PlainDownload(server.url(), Series.LONG);
        RouteBuilder routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stream")
                        .to("fourinsight:timeseries?operation=data&streaming=true&seriesId=" + Series.LONG.id())
                        .to("file:" + directory + "?fileName=ours.csv");
            }
        };
        try (Camel camel = new Camel(server.url(), routes)) {
            Outcome outcome = Rounds.run(
                    WARM_UPS,
                    () -> rate(ours, () -> camel.template().requestBody("direct:stream", (Object) null)),
                    () -> rate(plain, () -> download.to(plain)));
            // the samples are written as they were: both files are the same
            if (Files.mismatch(ours, plain) >= 0) {
                throw new IllegalStateException("the file is not what the server has");
            }
            report.row(name(), "MB/s", outcome, Bar.atLeast(0.25));
            report.note("%,d samples, %,d bytes, completed with -Xmx128m", Series.LONG.lines(), Files.size(ours));
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

    private static double rate(Path file, Transfer transfer) throws Exception {
        Files.deleteIfExists(file);
        long started = System.nanoTime();
        transfer.run();
        return Files.size(file) * 1e3 / (System.nanoTime() - started);
    }
}
