package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.measure.Rounds;
import io.fourinsight.camel.benchmark.process.Jvm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Measures the rows whose names are given, separated by commas, or {@code all} of them. */
public final class Benchmarks {

    static final int BAR_MISSED = 1;

    private Benchmarks() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        List<Row> rows = Rows.select(args.length == 0 ? "all" : args[0]);
        System.out.printf(
                "# %d processors, load %.1f, Java %s, %d rounds: median [min..max], ratio: median of the rounds' ratios%n",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version(),
                Rounds.count());
        Report.header(System.out);
        List<String> failed = new ArrayList<>();
        for (Row row : rows) {
            int status = new ProcessBuilder(Jvm.command(row.jvmOptions(), RowProcess.class, row.name()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                failed.add(row.name());
            }
        }
        System.out.printf(
                "# load %.1f; %s%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                failed.isEmpty() ? "all bars cleared" : "not cleared: " + failed);
        System.exit(failed.isEmpty() ? 0 : BAR_MISSED);
    }
}
