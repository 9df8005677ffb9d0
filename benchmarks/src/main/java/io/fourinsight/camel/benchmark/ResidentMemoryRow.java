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
import java.util.ArrayList;
import java.util.List;

/**
 * The most physical memory that a process of one job in a heap of 64 MB has had: small calls, pages, an upload.
 *
 * <p>It has the options that docs/performance.md gives to small jobs: the collector that a JVM takes by itself in a container
 * of one processor, and the one compiler that is quick. What each of these saves is told beside it.
 */
final class ResidentMemoryRow implements Row {

    private static final String HEAP = "-Xmx64m";
    private static final String SERIAL = "-XX:+UseSerialGC";
    private static final String G1 = "-XX:+UseG1GC";
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    @Override
    public String name() {
        return "rss";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        for (Work work : Work.values()) {
            Distribution small = megabytes(work, server, SERIAL, QUICK_COMPILER);
            report.row(name() + " " + work.text(), "MB", small, Bar.atMost(work.megabytes()));
            report.note(
                    "%s %s %s; with %s alone %s MB, with %s alone %s MB",
                    HEAP,
                    SERIAL,
                    QUICK_COMPILER,
                    SERIAL,
                    megabytes(work, server, SERIAL),
                    G1,
                    megabytes(work, server, G1));
        }
    }

    private static Distribution megabytes(Work work, ServerProcess server, String... options)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(HEAP));
        all.addAll(List.of(options));
        double[] megabytes = new double[Rounds.count()];
        for (int round = 0; round < megabytes.length; round++) {
            List<String> command = Jvm.command(all, SmallJob.class, work.name(), server.url());
            megabytes[round] = Integer.parseInt(Jvm.firstLine(command)) / 1024.0;
        }
        return Distribution.of(megabytes);
    }
}
