package io.fourinsight.camel;

import io.fourinsight.camel.rest.RestException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultProducer;

/** Runs each exchange through the token processor and the operation behind it. */
final class FourInsightProducer extends DefaultProducer {

    private Processor processor;

    FourInsightProducer(FourInsightEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        processor = ((FourInsightEndpoint) getEndpoint()).processor();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        try {
            processor.process(exchange);
        } catch (RestException e) {
            throw CamelErrors.of(e);
        }
    }
}
