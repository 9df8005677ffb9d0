package io.fourinsight.camel.operation;

import io.fourinsight.client.reservoir.request.ReservoirClient;
import io.fourinsight.client.session.Session;
import org.apache.camel.Exchange;

/** {@code ping}: whether the reservoir is there and accepts the token. */
public final class PingOperation implements Operation {

    private final ReservoirClient reservoir;
    private final JsonAnswers answers;

    public PingOperation(EndpointContext context) {
        this.reservoir = new ReservoirClient(context.client(), context.service());
        this.answers = new JsonAnswers(context);
    }

    @Override
    public void process(Exchange exchange, Session session) {
        exchange.getMessage().setBody(answers.fetch(reservoir.ping(), exchange, session));
    }
}
