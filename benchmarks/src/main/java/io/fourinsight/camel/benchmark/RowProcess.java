package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.process.ServerProcess;

/** Measures one row in a JVM of its own, so that no row runs on what the compiler learned from another. */
final class RowProcess {

    private RowProcess() {}

    public static void main(String[] args) throws Exception {
        Row row = Rows.named(args[0]);
        Report report = new Report(System.out);
        try (ServerProcess server = ServerProcess.start()) {
            row.measure(server, report);
        }
        System.exit(report.isCleared() ? 0 : Benchmarks.BAR_MISSED);
    }
}
