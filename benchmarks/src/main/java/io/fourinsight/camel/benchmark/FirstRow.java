package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Rounds;
import io.fourinsight.camel.benchmark.measure.Rounds.Outcome;
import io.fourinsight.camel.benchmark.process.FirstWork;
import io.fourinsight.camel.benchmark.process.FirstWork.Job;
import io.fourinsight.camel.benchmark.process.Jvm;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import java.io.IOException;
import java.util.List;

/**
 * The first work of a fresh JVM, when nothing is compiled yet: 200 pages, a month of raw samples, a million aggregates,
 * against a loop over HttpClient 5 in a fresh JVM.
 */
final class FirstRow implements Row {

    private static final int WARM_UPS = 1;

    @Override
    public String name() {
        return "first";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        for (Job job : Job.values()) {
            Outcome outcome = Rounds.run(
                    WARM_UPS, () -> perSecond(job, "ours", server), () -> perSecond(job, "baseline", server));
            report.row(name() + " " + job.text(), job.unit() + "/s", outcome, Bar.atLeast(0.9));
        }
    }

    private static double perSecond(Job job, String side, ServerProcess server)
            throws IOException, InterruptedException {
        List<String> command = Jvm.command(List.of("-Xmx1g"), FirstWork.class, job.name(), side, server.url());
        return Double.parseDouble(Jvm.firstLine(command));
    }
}
