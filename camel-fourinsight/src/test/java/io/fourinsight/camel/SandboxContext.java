package io.fourinsight.camel;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.sandbox.Sandbox;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context whose component {@code fourinsight} is set up for a sandbox; each test has its own. */
public final class SandboxContext implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private final FourInsightComponent component;

    public SandboxContext(Sandbox sandbox) {
        this(sandbox, new FourInsightComponent());
    }

    public SandboxContext(Sandbox sandbox, FourInsightComponent component) {
        this.component = component;
        FourInsightConfiguration configuration = component.getConfiguration();
        configuration.setClientId(Sandbox.CLIENT_ID);
        configuration.setClientSecret(Sandbox.CLIENT_SECRET);
        configuration.setTokenUrl(sandbox.tokenUrl().toString());
        configuration.setApiUrl(sandbox.apiUrl().toString());
        configuration.setReservoirUrl(sandbox.reservoirUrl().toString());
        context.addComponent("fourinsight", component);
    }

    public CamelContext camel() {
        return context;
    }

    public FourInsightComponent component() {
        return component;
    }

    FourInsightConfiguration configuration() {
        return component.getConfiguration();
    }

    /** Adds a route from {@code direct:} and its id to the given endpoints, and starts the context. */
    public SandboxContext route(String id, String... uris) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + id).routeId(id).to(uris);
            }
        });
        context.start();
        return this;
    }

    /** Sends an empty message with headers into a route, as name, value, name, value… */
    public Exchange send(String route, Object... headers) {
        return sendBody(route, null, headers);
    }

    Exchange sendBody(String route, Object body, Object... headers) {
        return context.createFluentProducerTemplate()
                .to("direct:" + route)
                .withProcessor(exchange -> {
                    exchange.getMessage().setBody(body);
                    for (int i = 0; i < headers.length; i += 2) {
                        exchange.getMessage().setHeader((String) headers[i], headers[i + 1]);
                    }
                })
                .send();
    }

    /** The body of an exchange that is a JSON object. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Exchange exchange) {
        return exchange.getMessage().getBody(Map.class);
    }

    /** The body of an exchange that is a JSON list. */
    @SuppressWarnings("unchecked")
    static List<Object> list(Exchange exchange) {
        return exchange.getMessage().getBody(List.class);
    }

    @Override
    public void close() {
        context.stop();
    }
}
