package io.fourinsight.camel.example;

import io.fourinsight.camel.FourInsightComponent;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.sandbox.Sandbox;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A Camel context that runs the YAML of a page, with the component set up for a sandbox. */
final class PageContext implements AutoCloseable {

    private final CamelContext camel = new DefaultCamelContext();
    private final FourInsightConfiguration configuration;

    /** @param properties what stands between double braces in the routes */
    PageContext(Sandbox sandbox, Map<String, String> properties) {
        Properties initial = new Properties();
        initial.putAll(properties);
        camel.getPropertiesComponent().setInitialProperties(initial);
        FourInsightComponent component = new FourInsightComponent();
        configuration = component.getConfiguration();
        configuration.setClientId(Sandbox.CLIENT_ID);
        configuration.setClientSecret(Sandbox.CLIENT_SECRET);
        configuration.setTokenUrl(sandbox.tokenUrl().toString());
        configuration.setApiUrl(sandbox.apiUrl().toString());
        configuration.setReservoirUrl(sandbox.reservoirUrl().toString());
        camel.addComponent("fourinsight", component);
    }

    CamelContext camel() {
        return camel;
    }

    FourInsightConfiguration configuration() {
        return configuration;
    }

    /** Adds a route from {@code direct:} and this name to the endpoint, and starts what is there. */
    PageContext to(String name, String uri) throws Exception {
        return route("- from:\n    uri: direct:" + name + "\n    steps:\n      - to: \"" + uri + "\"\n");
    }

    /** Adds routes, and starts what is there. */
    PageContext route(String yaml) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("page.camel.yaml", yaml));
        camel.start();
        return this;
    }

    /** Sends a message; what went wrong is in the exchange. */
    Exchange send(String name, Object body, Map<String, Object> headers) {
        return camel.createFluentProducerTemplate()
                .to("direct:" + name)
                .withProcessor(exchange -> {
                    exchange.getMessage().setBody(body);
                    exchange.getMessage().setHeaders(new HashMap<>(headers));
                })
                .send();
    }

    /** The body that comes out. */
    Object answer(String name, Object body) throws Exception {
        Exchange exchange = send(name, body, Map.of());
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return exchange.getMessage().getBody();
    }

    @Override
    public void close() {
        camel.stop();
    }
}
