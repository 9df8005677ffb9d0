package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Rounds;
import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;
import io.fourinsight.camel.benchmark.process.AggregateRound;
import io.fourinsight.camel.benchmark.process.Jvm;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A million aggregates as a series, against Jackson's tokens of the same bytes in memory: each round in a fresh JVM, for
 * both sides spend their time in a few large methods of the parser, which do not compile alike in each.
 */
final class AggregateRow implements Row {

    @Override
    public String name() {
        return "aggregate";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        double[] ours = new double[Rounds.count()];
        double[] baseline = new double[ours.length];
        for (int round = 0; round < ours.length; round++) {
            String[] rates = run(server).split(" ");
            ours[round] = Double.parseDouble(rates[0]);
            baseline[round] = Double.parseDouble(rates[1]);
        }
        report.row(name(), "samples/s", Outcome.of(ours, baseline), Bar.atLeast(0.7));
    }

    private String run(ServerProcess server) throws IOException, InterruptedException {
        List<String> command = Jvm.command(jvmOptions(), AggregateRound.class, server.url());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("a round failed: " + output);
        }
        return output.strip();
    }
}
