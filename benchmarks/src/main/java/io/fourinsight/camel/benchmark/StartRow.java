package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Rounds;
import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;
import io.fourinsight.camel.benchmark.process.FirstSample;
import io.fourinsight.camel.benchmark.process.JarPath;
import io.fourinsight.camel.benchmark.process.Jvm;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * From the start of a JVM to the first sample in a route of Camel Main: the component against camel-http with its OAuth
 * options, then the component with an archive of its classes against itself without one.
 */
final class StartRow implements Row {

    private static final int WARM_UPS = 1;

    /** A start takes a second and scatters by a tenth of it. */
    private static final int PAIRS = 21;

    /** An eighth more classes are loaded than for camel-http, see docs/performance.md. */
    private static final double MOST = 1.25;

    private static final String OURS = "ours";
    private static final List<String> HEAP = List.of("-Xmx256m");

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        Outcome outcome = Rounds.atLeast(
                PAIRS, WARM_UPS, () -> millis(plain(OURS, server)), () -> millis(plain("baseline", server)));
        report.row(name(), "ms", outcome, Bar.atMost(MOST));
        try (JarPath jars = JarPath.make()) {
            Path archive = jars.folder().resolve("classes.jsa");
            // the JVM writes the archive when it ends
            millis(withOption("-XX:ArchiveClassesAtExit=" + archive, jars, server));
            Outcome archived = Rounds.atLeast(
                    PAIRS,
                    WARM_UPS,
                    () -> millis(withOption("-XX:SharedArchiveFile=" + archive, jars, server)),
                    () -> millis(plain(OURS, server)));
            report.row(name() + " archive", "ms", archived, Bar.atMost(0.65));
            Outcome simple = Rounds.run(
                    WARM_UPS,
                    () -> millis(withOption("-XX:TieredStopAtLevel=1", jars, server)),
                    () -> millis(plain(OURS, server)));
            report.note("with -XX:TieredStopAtLevel=1 in %s of the time", simple.ratio());
        }
    }

    private static List<String> plain(String side, ServerProcess server) {
        return Jvm.command(HEAP, FirstSample.class, side, server.url());
    }

    private static List<String> withOption(String option, JarPath jars, ServerProcess server) {
        List<String> options = new ArrayList<>(HEAP);
        options.addAll(List.of(option, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        return jars.command(options, FirstSample.class, OURS, server.url());
    }

    private static double millis(List<String> command) throws IOException, InterruptedException {
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
            String line = output.readLine();
            long taken = System.nanoTime() - started;
            if (line == null || !line.startsWith("first sample")) {
                throw new IllegalStateException("there is no sample, but " + line + ": " + command);
            }
            return taken / 1e6;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
