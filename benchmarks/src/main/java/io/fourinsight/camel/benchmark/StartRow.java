package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.Rounds.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** From the start of a JVM to the first sample in a route of Camel Main, with the component and with camel-http. */
final class StartRow implements Row {

    private static final int WARM_UPS = 1;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        Outcome outcome = Rounds.run(WARM_UPS, () -> millis("ours", server), () -> millis("baseline", server));
        report.row(name(), "ms", outcome, Bar.atMost(1.3));
    }

    private static double millis(String side, ServerProcess server) throws IOException, InterruptedException {
        List<String> command = Jvm.command(List.of("-Xmx256m"), FirstSample.class, side, server.url());
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = output.readLine();
            long taken = System.nanoTime() - started;
            if (line == null || !line.startsWith("first sample")) {
                throw new IllegalStateException(side + " has no sample: " + line);
            }
            return taken / 1e6;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
