package io.fourinsight.camel;

import io.fourinsight.camel.reservoir.AggregateQuery;
import io.fourinsight.camel.reservoir.AggregationFunction;
import io.fourinsight.camel.reservoir.AggregationPeriod;
import io.fourinsight.camel.reservoir.ReservoirClient;
import io.fourinsight.camel.reservoir.TimeSeries;
import io.fourinsight.camel.reservoir.Timestamps;
import io.fourinsight.camel.rest.Caller;
import io.fourinsight.camel.session.Session;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** {@code timeseries}, {@code operation=samples}: aggregates of a series over a window. */
final class SamplesOperation implements Operation {

    private final FourInsightConfiguration configuration;
    private final ReservoirClient reservoir;
    private final EmptyResultHint hint;
    private final Clock clock;

    SamplesOperation(EndpointContext context) {
        this.configuration = context.configuration();
        this.reservoir = new ReservoirClient(context.client(), context.service());
        this.hint = new EmptyResultHint(context.client(), reservoir);
        this.clock = context.clock();
    }

    @Override
    public void process(Exchange exchange, Session session) {
        AggregateQuery query = query(exchange);
        Caller caller = Callers.of(exchange, session);
        TimeSeries samples = reservoir.samples(query, caller);
        if (samples.isEmpty()) {
            hint.explain(query, caller);
        }
        Message message = exchange.getMessage();
        message.setBody(samples);
        message.setHeader(FourInsightConstants.RESULT_SERIES_ID, query.seriesId());
        message.setHeader(FourInsightConstants.WINDOW_START, Timestamps.instant(query.start()));
        message.setHeader(FourInsightConstants.WINDOW_END, Timestamps.instant(query.end()));
        setResult(message, samples);
    }

    /** Sets the headers that say how many samples there are, and between when; removes them if that is not known. */
    static void setResult(Message message, TimeSeries samples) {
        boolean any = samples != null && !samples.isEmpty();
        MessageOptions.set(message, FourInsightConstants.COUNT, samples == null ? null : samples.size());
        MessageOptions.set(message, FourInsightConstants.TIME_OF_FIRST_SAMPLE, any ? samples.instant(0) : null);
        MessageOptions.set(
                message, FourInsightConstants.TIME_OF_LAST_SAMPLE, any ? samples.instant(samples.size() - 1) : null);
    }

    private AggregateQuery query(Exchange exchange) {
        String period = MessageOptions.required(
                exchange, FourInsightConstants.AGGREGATION_PERIOD, configuration.getAggregationPeriod());
        String function = MessageOptions.required(
                exchange, FourInsightConstants.AGGREGATION_FUNCTION, configuration.getAggregationFunction());
        return new AggregateQuery(
                MessageOptions.requiredId(exchange, FourInsightConstants.SERIES_ID, configuration.getSeriesId()),
                time(exchange, FourInsightConstants.START, configuration.getStart(), null),
                time(exchange, FourInsightConstants.END, configuration.getEnd(), "now"),
                AggregationPeriod.parse("aggregationPeriod", period),
                AggregationFunction.parse("aggregationFunction", function),
                MessageOptions.truth(
                        exchange,
                        FourInsightConstants.INCLUDE_EMPTY_AGGREGATIONS,
                        configuration.isIncludeEmptyAggregations()),
                configuration.getMaxPageSize());
    }

    private long time(Exchange exchange, String header, String option, String otherwise) {
        return MessageOptions.time(exchange, header, option == null ? otherwise : option)
                .orElseThrow(() -> MessageOptions.missing(header))
                .nanos(clock);
    }
}
