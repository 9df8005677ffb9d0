package io.fourinsight.camel.servers;

import io.fourinsight.camel.FourInsightComponent;
import io.fourinsight.camel.options.FourInsightConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A route, in a Camel context of its own, that calls an API with the tokens of an authorization server. */
final class ApiRoute implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();

    private ApiRoute() {}

    static ApiRoute start(FourInsightConfiguration configuration) throws Exception {
        FourInsightComponent component = new FourInsightComponent();
        component.setConfiguration(configuration);
        ApiRoute route = new ApiRoute();
        route.context.addComponent("fourinsight", component);
        route.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:api").to("fourinsight:api?path=v1.0/Anything");
            }
        });
        route.context.start();
        return route;
    }

    Exchange send() {
        return context.createFluentProducerTemplate().to("direct:api").send();
    }

    @Override
    public void close() {
        context.stop();
    }
}
