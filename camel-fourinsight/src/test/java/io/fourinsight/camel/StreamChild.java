package io.fourinsight.camel;

import io.fourinsight.client.testing.ChildJvm;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Streams a series to a file in a process with little memory. */
final class StreamChild {

    private StreamChild() {}

    /** @param args reservoir URL, token URL, client id and secret, series, folder */
    public static void main(String[] args) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            FourInsightComponent component = new FourInsightComponent(context);
            component.getConfiguration().setReservoirUrl(args[0]);
            component.getConfiguration().setTokenUrl(args[1]);
            component.getConfiguration().setClientId(args[2]);
            component.getConfiguration().setClientSecret(args[3]);
            context.addComponent("fourinsight", component);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .to("fourinsight:timeseries?operation=data&streaming=true&seriesId=" + args[4])
                            .to("file:" + args[5] + "?fileName=samples.csv");
                }
            });
            context.start();
            context.createProducerTemplate().requestBody("direct:in", (Object) null);
            ChildJvm.say("written");
        }
    }
}
