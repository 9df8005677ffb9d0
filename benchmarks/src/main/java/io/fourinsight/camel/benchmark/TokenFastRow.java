package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Rounds;
import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A valid token from the cache of a route, on 1 and 8 threads: each round of JMH in a fresh JVM. */
final class TokenFastRow implements Row {

    private static final String ALLOCATION = "gc.alloc.rate.norm";
    // JMH divides what the whole JVM allocated by the calls: a few bytes of its own remain
    private static final double NOTHING = 0.1;

    @Override
    public String name() {
        return "token-fast";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        // each JMH run starts a JVM that looks whether another one is measuring
        System.setProperty("jmh.ignoreLock", "true");
        for (int threads : new int[] {1, 8}) {
            double[] allocated = new double[1];
            Outcome outcome = Rounds.run(
                    0,
                    () -> {
                        RunResult result = run("ours", threads, server);
                        allocated[0] = Math.max(
                                allocated[0],
                                result.getSecondaryResults().get(ALLOCATION).getScore());
                        return result.getPrimaryResult().getScore();
                    },
                    () -> run("baseline", threads, server).getPrimaryResult().getScore());
            report.row(name() + " x" + threads, "ns", outcome, Bar.atMost(2.0));
            report.row(name() + " x" + threads + " memory", "B/call", allocated[0], Bar.atMost(NOTHING));
        }
    }

    private static RunResult run(String method, int threads, ServerProcess server) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(TokenFastBenchmark.class.getName() + "\\." + method + "$")
                .threads(threads)
                .forks(1)
                .jvmArgs("-Xmx256m", "-Dserver=" + server.url())
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(3)
                .measurementTime(TimeValue.milliseconds(500))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        return new Runner(options).runSingle();
    }
}
