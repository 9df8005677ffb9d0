package io.fourinsight.camel;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;

/** One of two processes with the same consumer under {@code master:}; writes each sample that it receives into a file. */
final class FailoverNode {

    /** So long a window is in flight before what it holds is written, and so long after that, in milliseconds. */
    private static final long IN_FLIGHT = 60;

    private FailoverNode() {}

    /** Token URL, reservoir URL, folder of the lock, URL of the cursors, file, series. */
    public static void main(String[] arguments) throws Exception {
        CamelContext context = new DefaultCamelContext();
        try {
            FileLockClusterService cluster = new FileLockClusterService();
            cluster.setRoot(arguments[2]);
            cluster.setAcquireLockDelay(1, TimeUnit.SECONDS);
            cluster.setAcquireLockInterval(1, TimeUnit.SECONDS);
            context.addService(cluster);
            context.addComponent("fourinsight", component(arguments[0], arguments[1]));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("master:failover:fourinsight:timeseries?operation=data&initialStart=2026-01-01&lag=0s&delay=250"
                                    + "&initialDelay=0&cursorUsername=sa&cursorUrl=RAW(" + arguments[3] + ")&seriesId="
                                    + arguments[5])
                            .routeId("failover")
                            .process(exchange -> ChildJvm.say("received"))
                            .delay(IN_FLIGHT)
                            .process(exchange -> append(Path.of(arguments[4]), exchange))
                            .delay(IN_FLIGHT)
                            .process(exchange -> ChildJvm.say("delivered"));
                }
            });
            context.start();
            ChildJvm.await();
        } finally {
            context.stop();
        }
    }

    private static FourInsightComponent component(String tokenUrl, String reservoirUrl) {
        FourInsightComponent component = new FourInsightComponent();
        FourInsightConfiguration configuration = component.getConfiguration();
        configuration.setClientId(Sandbox.CLIENT_ID);
        configuration.setClientSecret(Sandbox.CLIENT_SECRET);
        configuration.setTokenUrl(tokenUrl);
        configuration.setReservoirUrl(reservoirUrl);
        return component;
    }

    /** A line for each sample, and all lines of a window at once. */
    private static void append(Path file, Exchange exchange) throws IOException {
        String series = ConsumerRig.header(exchange, FourInsightConstants.SERIES_ID, String.class);
        TimeSeries samples = exchange.getMessage().getBody(TimeSeries.class);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < samples.size(); i++) {
            lines.append(series)
                    .append(' ')
                    .append(samples.timestamp(i))
                    .append(' ')
                    .append(samples.number(i))
                    .append(' ')
                    .append(ConsumerRig.isRecovered(exchange))
                    .append('\n');
        }
        Files.writeString(file, lines.append("end\n"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
