package io.fourinsight.camel.benchmark.process;

import io.fourinsight.camel.FourInsightComponent;
import io.fourinsight.camel.options.FourInsightConfiguration;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context whose component knows the server. */
public final class Camel implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    public Camel(String server, RoutesBuilder routes) throws Exception {
        this(server, "/token", routes);
    }

    /** With something in the registry of beans that the component looks for there. */
    public static Camel with(Object bean, String server, RoutesBuilder routes) throws Exception {
        return new Camel(server, "/token", routes, bean);
    }

    public Camel(String server, String tokenPath, RoutesBuilder routes) throws Exception {
        this(server, tokenPath, routes, null);
    }

    private Camel(String server, String tokenPath, RoutesBuilder routes, Object bean) throws Exception {
        if (bean != null) {
            context.getRegistry().bind("observer", bean);
        }
        FourInsightComponent component = new FourInsightComponent();
        FourInsightConfiguration configuration = component.getConfiguration();
        configuration.setClientId("benchmark");
        configuration.setClientSecret("secret");
        configuration.setTokenUrl(server + tokenPath);
        configuration.setApiUrl(server + "/api/");
        configuration.setReservoirUrl(server + "/reservoir/");
        context.addComponent("fourinsight", component);
        context.addRoutes(routes);
        context.start();
        template = context.createProducerTemplate();
    }

    public DefaultCamelContext context() {
        return context;
    }

    public ProducerTemplate template() {
        return template;
    }

    @Override
    public void close() {
        template.stop();
        context.stop();
    }
}
