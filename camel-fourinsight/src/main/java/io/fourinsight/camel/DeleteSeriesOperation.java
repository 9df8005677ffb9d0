package io.fourinsight.camel;

import io.fourinsight.camel.reservoir.ReservoirClient;
import io.fourinsight.camel.session.Session;
import org.apache.camel.Exchange;

/** {@code timeseries}, {@code operation=delete}: removes a series. */
final class DeleteSeriesOperation implements Operation {

    private final FourInsightConfiguration configuration;
    private final ReservoirClient reservoir;
    private final JsonAnswers answers;

    DeleteSeriesOperation(EndpointContext context) {
        this.configuration = context.configuration();
        this.reservoir = new ReservoirClient(context.client(), context.service());
        this.answers = new JsonAnswers(context);
    }

    @Override
    public void process(Exchange exchange, Session session) {
        String id = MessageOptions.requiredId(exchange, FourInsightConstants.SERIES_ID, configuration.getSeriesId());
        exchange.getMessage().setBody(answers.delete(reservoir.delete(id), exchange, session));
        exchange.getMessage().setHeader(FourInsightConstants.RESULT_SERIES_ID, id);
    }
}
