package io.fourinsight.camel.benchmark;

import io.fourinsight.camel.benchmark.measure.Report;
import io.fourinsight.camel.benchmark.process.ServerProcess;
import java.util.List;

/** One row of the table of bars. */
interface Row {

    String name();

    /** The options of the JVM that the row is measured in. */
    default List<String> jvmOptions() {
        return List.of("-Xms1g", "-Xmx2g");
    }

    void measure(ServerProcess server, Report report) throws Exception;
}
