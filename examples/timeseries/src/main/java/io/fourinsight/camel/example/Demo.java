package io.fourinsight.camel.example;

import static java.util.Map.entry;

import io.fourinsight.camel.sandbox.Requests;
import io.fourinsight.camel.sandbox.Sandbox;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Runs the job against a sandbox, draws what it wrote, and says how many requests that took. */
public final class Demo {

    private static final String STAY = "stay";
    private static final String CHART = "levels.svg";

    private Demo() {}

    /** The argument is the directory for the files; with {@code -Dstay} the sandbox is there until the process ends. */
    public static void main(String[] arguments) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            run(sandbox, Path.of(arguments[0]), System.out);
            if (System.getProperty(STAY) == null) {
                System.out.println("with -Dstay the sandbox stays, and shows series and requests on its page");
            } else {
                System.out.println("the sandbox stays until Ctrl-C; its page: " + sandbox.pageUrl());
                new CountDownLatch(1).await();
            }
        }
    }

    static void run(Sandbox sandbox, Path directory, PrintStream out) throws Exception {
        out.println("sandbox: " + sandbox.pageUrl());
        new TimeSeriesJob(directory, out).run(settings(sandbox));
        Requests requests = sandbox.requests();
        out.println("token requests: " + requests.tokenRequests());
        out.println("API requests: " + (requests.apiRequests() + requests.reservoirRequests()));
        Path bergen = directory.resolve(Sandbox.BERGEN + ".csv");
        Path stavanger = directory.resolve(Sandbox.STAVANGER + ".csv");
        Path chart = directory.resolve(CHART);
        new LineChart(
                        "Water level in m, hourly means",
                        List.of(LineChart.read("Bergen", bergen), LineChart.read("Stavanger", stavanger)))
                .write(chart);
        for (Path file : List.of(bergen, stavanger, chart)) {
            out.println("written: " + file.toAbsolutePath());
        }
    }

    /** What application.properties must say instead: all that would come from the environment, and the sandbox's URLs. */
    static Map<String, String> settings(Sandbox sandbox) {
        return Map.ofEntries(
                entry(
                        "camel.component.fourinsight.token-url",
                        sandbox.tokenUrl().toString()),
                entry(
                        "camel.component.fourinsight.reservoir-url",
                        sandbox.reservoirUrl().toString()),
                entry("camel.component.fourinsight.sessions[north].client-id", Sandbox.CLIENT_ID),
                entry("camel.component.fourinsight.sessions[north].client-secret", Sandbox.CLIENT_SECRET),
                entry("camel.component.fourinsight.sessions[south].client-id", Sandbox.CLIENT_ID),
                entry("camel.component.fourinsight.sessions[south].client-secret", Sandbox.CLIENT_SECRET),
                entry("north.series-id", Sandbox.BERGEN),
                entry("south.series-id", Sandbox.STAVANGER),
                entry("first-day", "2026-03-01"),
                entry("north.file", "{{north.series-id}}.csv"),
                entry("south.file", "{{south.series-id}}.csv"));
    }
}
