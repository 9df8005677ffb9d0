package io.fourinsight.camel;

import io.fourinsight.camel.operation.CamelErrors;
import io.fourinsight.camel.runtime.ComponentRuntime;
import io.fourinsight.client.rest.RestException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/** Runs each exchange through the token processor and the operation behind it. */
final class FourInsightProducer extends DefaultProducer {

    /** What was made with a runtime ends with it, and a component that is started again has another one. */
    private record Prepared(ComponentRuntime runtime, Processor processor) {}

    private volatile @Nullable Prepared prepared; // null before the start

    FourInsightProducer(FourInsightEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        processor();
    }

    /** Two exchanges may prepare one each after a restart: either serves. */
    private Processor processor() throws Exception {
        FourInsightEndpoint endpoint = (FourInsightEndpoint) getEndpoint();
        ComponentRuntime runtime = endpoint.getComponent().runtime();
        Prepared present = prepared;
        if (present == null || present.runtime() != runtime) {
            present = new Prepared(runtime, endpoint.processor());
            prepared = present;
        }
        return present.processor();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        try {
            processor().process(exchange);
        } catch (RestException e) {
            throw CamelErrors.of(e);
        }
    }
}
