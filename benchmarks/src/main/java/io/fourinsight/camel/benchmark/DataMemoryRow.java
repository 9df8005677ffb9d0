package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Bar;
import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.process.DataMemoryRound;
import io.fourinsight.camel.benchmark.process.Jvm;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import java.io.IOException;
import java.util.List;

/** A month of two files a day in a heap of 160 MB: twenty JVMs with six readings each, all of which must end well. */
final class DataMemoryRow implements Row {

    private static final int JVMS = 20;
    private static final int READINGS = 6;

    @Override
    public String name() {
        return "data-memory";
    }

    @Override
    public void measure(ServerProcess server, Report report) throws Exception {
        int good = 0;
        for (int jvm = 0; jvm < JVMS; jvm++) {
            good += run(server) ? 1 : 0;
        }
        report.row(name(), "JVMs", good, Bar.atLeast(JVMS));
        report.note("-Xmx160m, G1, %d readings in each JVM", READINGS);
    }

    private static boolean run(ServerProcess server) throws IOException, InterruptedException {
        List<String> options = List.of("-Xmx160m", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError");
        List<String> command = Jvm.command(options, DataMemoryRound.class, server.url(), Integer.toString(READINGS));
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
