package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Distribution;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Rounds;
import io.fourinsight.camel.benchmark.process.Jvm;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import io.fourinsight.camel.benchmark.process.SmallJob;
import io.fourinsight.camel.benchmark.process.SmallJob.Work;
import java.io.IOException;
import java.util.List;

/**
 * The most physical memory that a process of one job in a heap of 64 MB has had: small calls, pages, an upload.
 *
 * <p>It has the collector that a JVM takes by itself in a container of one processor. That of more processors is told beside
 * it.
 */
final class ResidentMemoryRow implements Row {

    private static final String HEAP = "-Xmx64m";
    private static final String SMALL = "-XX:+UseSerialGC";
    private static final String LARGE = "-XX:+UseG1GC";

    @Override
    public String name() {
        return "rss";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        for (Work work : Work.values()) {
            report.row(name() + " " + work.text(), "MB", megabytes(work, SMALL, server), Bar.atMost(work.megabytes()));
            report.note("%s %s; with %s %s MB", HEAP, SMALL, LARGE, megabytes(work, LARGE, server));
        }
    }

    private static Distribution megabytes(Work work, String collector, ServerProcess server)
            throws IOException, InterruptedException {
        double[] megabytes = new double[Rounds.count()];
        for (int round = 0; round < megabytes.length; round++) {
            List<String> command = Jvm.command(List.of(HEAP, collector), SmallJob.class, work.name(), server.url());
            megabytes[round] = Integer.parseInt(Jvm.firstLine(command)) / 1024.0;
        }
        return Distribution.of(megabytes);
    }
}
