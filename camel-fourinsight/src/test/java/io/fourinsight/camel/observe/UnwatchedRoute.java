package io.fourinsight.camel.observe;

import io.fourinsight.camel.SandboxContext;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.testing.ChildJvm;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** A process with a route and an exchange, which says what it lacks and what came of the exchange. */
final class UnwatchedRoute {

    private UnwatchedRoute() {}

    /** The arguments are names of classes that may be missing. */
    public static void main(String[] arguments) throws Exception {
        List<String> missing =
                Stream.of(arguments).filter(UnwatchedRoute::isMissing).toList();
        ChildJvm.say("lacks " + missing);
        try (Sandbox sandbox = Sandbox.start();
                SandboxContext context = new SandboxContext(sandbox)) {
            sandbox.addSeries(
                    "s", new long[] {1_767_225_600_000_000_000L, 1_767_225_601_000_000_000L}, new double[] {1, 2});
            context.route("read", "fourinsight:timeseries?operation=data&start=2026-01-01&end=2026-01-02");
            Exchange exchange = context.send("read", FourInsightConstants.SERIES_ID, "s");
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            ChildJvm.say(
                    "samples " + exchange.getMessage().getBody(TimeSeries.class).size() + ", requests counted "
                            + !context.component().view().requestRows().isEmpty());
        }
    }

    private static boolean isMissing(String name) {
        try {
            Class.forName(name);
            return false;
        } catch (ClassNotFoundException e) {
            return true;
        }
    }
}
