package io.fourinsight.camel.example.karaf;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** What there is of the component in a running Karaf: threads and objects. */
record Traces(Jdk jdk, long pid) {

    static final String CLIENT_SESSION = "io.fourinsight.client.session.ClientSession";
    static final String USER_SESSION = "io.fourinsight.client.session.UserSession";

    /**
     * What every route is made of. Not all classes of ours: the JDK keeps the types of the last record that it has made
     * a {@code hashCode()} for (a field of {@code java.lang.runtime.ObjectMethods}), and with it a bundle's constants.
     */
    static final List<String> OF_A_ROUTE = Stream.of(
                    "camel.FourInsightComponent",
                    "camel.FourInsightEndpoint",
                    "camel.runtime.ComponentRuntime",
                    "camel.runtime.HttpClients",
                    "client.session.token.RefreshingTokenSource",
                    "client.session.SessionCache",
                    "client.rest.call.RestClient")
            .map("io.fourinsight."::concat)
            .toList();

    private static final int QUESTIONS = 20;

    /** The names of the threads that the component, or a Camel context, has started. */
    List<String> threads() throws IOException, InterruptedException {
        return jdk.ask(pid, "Thread.print").stream()
                .filter(line -> line.matches("\"(fourinsight|Camel).*"))
                .toList();
    }

    /** Without those that are about to end: each question takes a while. */
    List<String> lastingThreads() throws IOException, InterruptedException {
        List<String> left = threads();
        for (int i = 0; i < QUESTIONS && !left.isEmpty(); i++) {
            left = threads();
        }
        return left;
    }

    /** The classes of which there are objects, after a garbage collection. */
    List<String> objects() throws IOException, InterruptedException {
        return jdk.ask(pid, "GC.class_histogram").stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 3)
                .map(columns -> columns[3])
                .toList();
    }
}
