package io.fourinsight.camel.servers;

import io.fourinsight.camel.FourInsightComponent;
import io.fourinsight.camel.options.FourInsightConfiguration;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

/** Routes of a Camel context of their own, with a reservoir that keeps its files in Azurite, behind a relay. */
final class AzuriteRig implements AutoCloseable {

    private final CamelContext camel = new DefaultCamelContext();
    private final FourInsightConfiguration configuration = new FourInsightConfiguration();
    private final AzuriteContainer container;
    private final FaultyRelay relay;
    private final AzuriteReservoir reservoir;

    AzuriteRig(URI azurite) throws Exception {
        container = new AzuriteContainer(azurite);
        relay = new FaultyRelay(azurite);
        reservoir = new AzuriteReservoir(container, relay.origin());
        configuration.setClientId("client");
        configuration.setClientSecret("secret");
        configuration.setTokenUrl(reservoir.tokenUrl().toString());
        configuration.setReservoirUrl(reservoir.url().toString());
        configuration.setSeriesId(AzuriteReservoir.SERIES);
        configuration.setRetryBackoff(Duration.ofMillis(1));
        FourInsightComponent component = new FourInsightComponent();
        component.setConfiguration(configuration);
        camel.addComponent("fourinsight", component);
        // a stream is to be what it is: readable once
        camel.setStreamCaching(false);
        camel.start();
    }

    AzuriteContainer container() {
        return container;
    }

    FaultyRelay relay() {
        return relay;
    }

    AzuriteReservoir reservoir() {
        return reservoir;
    }

    /** To be set before the first message is sent. */
    FourInsightConfiguration configuration() {
        return configuration;
    }

    /** Sends a message to an endpoint of {@code timeseries}, and what comes out to others; each of these is a route. */
    Exchange send(String options, Object body, String... then) throws Exception {
        if (camel.getRoute(options) == null) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    RouteDefinition route =
                            from("direct:" + camel.getRoutesSize()).routeId(options);
                    route.to("fourinsight:timeseries?" + options);
                    Arrays.stream(then).forEach(route::to);
                }
            });
        }
        return camel.createFluentProducerTemplate()
                .to(camel.getRoute(options).getEndpoint())
                .withBody(body)
                .send();
    }

    @Override
    public void close() throws IOException {
        camel.stop();
        reservoir.close();
        relay.close();
    }
}
