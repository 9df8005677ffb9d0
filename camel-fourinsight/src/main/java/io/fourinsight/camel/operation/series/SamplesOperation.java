package io.fourinsight.camel.operation.series;

import io.fourinsight.camel.operation.EndpointContext;
import io.fourinsight.camel.operation.ExchangeContext;
import io.fourinsight.camel.operation.MessageOptions;
import io.fourinsight.camel.operation.Operation;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.reservoir.AggregateQuery;
import io.fourinsight.client.reservoir.AggregateWindow;
import io.fourinsight.client.reservoir.AggregationFunction;
import io.fourinsight.client.reservoir.AggregationPeriod;
import io.fourinsight.client.reservoir.GroupMembers;
import io.fourinsight.client.reservoir.TimeExpression;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.request.EmptyResultHint;
import io.fourinsight.client.reservoir.request.GroupReader;
import io.fourinsight.client.reservoir.request.ReservoirClient;
import io.fourinsight.client.reservoir.text.Timestamps;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.session.Session;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** {@code timeseries}, {@code operation=samples}: aggregates of a series over a window. */
final class SamplesOperation implements Operation {

    private final FourInsightConfiguration configuration;
    private final ReservoirClient reservoir;
    private final EmptyResultHint hint;
    private final SeriesGroups groups;
    private final Executor executor;
    private final Clock clock;

    SamplesOperation(EndpointContext context) {
        this.configuration = context.configuration();
        this.reservoir = new ReservoirClient(context.client(), context.service());
        this.hint = new EmptyResultHint(context.client(), reservoir);
        this.groups = new SeriesGroups(context);
        this.executor = context.executor();
        this.clock = context.clock();
    }

    @Override
    public void process(Exchange exchange, Session session) throws IOException {
        AggregationPeriod period = AggregationPeriod.parse(
                "aggregationPeriod",
                MessageOptions.required(
                        exchange, FourInsightConstants.AGGREGATION_PERIOD, configuration.getAggregationPeriod()));
        AggregateWindow window = window(exchange, period);
        Message message = exchange.getMessage();
        Optional<GroupMembers> members = groups.members(exchange);
        if (members.isPresent()) {
            int atOnce = groups.daysOfEach(members.get());
            groups.read(members.get(), reader(exchange, session, window, period, atOnce), message);
        } else {
            String seriesId =
                    MessageOptions.requiredId(exchange, FourInsightConstants.SERIES_ID, configuration.getSeriesId());
            int atOnce = configuration.getParallelism();
            TimeSeries samples =
                    reader(exchange, session, window, period, atOnce).read(seriesId);
            message.setBody(samples);
            message.setHeader(FourInsightConstants.RESULT_SERIES_ID, seriesId);
            setResult(message, samples);
        }
        message.setHeader(FourInsightConstants.WINDOW_START, Timestamps.instant(window.start()));
        message.setHeader(FourInsightConstants.WINDOW_END, Timestamps.instant(window.end()));
    }

    /**
     * Reads any series as the exchange asks for it; it may be asked by several threads.
     *
     * @param atOnce how many parts of a long window
     */
    private GroupReader.Member reader(
            Exchange exchange, Session session, AggregateWindow window, AggregationPeriod period, int atOnce) {
        AggregationFunction function = function(exchange);
        boolean includeEmpty = MessageOptions.truth(
                exchange, FourInsightConstants.INCLUDE_EMPTY_AGGREGATIONS, configuration.isIncludeEmptyAggregations());
        RequestContext caller = ExchangeContext.of(exchange, session);
        return id -> window.isEmpty()
                ? TimeSeries.empty(id)
                : samples(
                        new AggregateQuery(
                                id,
                                window.start(),
                                window.end(),
                                period,
                                function,
                                includeEmpty,
                                configuration.getMaxPageSize()),
                        caller,
                        atOnce);
    }

    private TimeSeries samples(AggregateQuery query, RequestContext caller, int atOnce) {
        TimeSeries samples = reservoir.samples(query, caller, executor, atOnce);
        if (samples.isEmpty()) {
            hint.explain(query, caller);
        }
        return samples;
    }

    /** Sets the headers that say how many samples there are, and between when; removes them if that is not known. */
    static void setResult(Message message, @Nullable TimeSeries samples) {
        MessageOptions.set(message, FourInsightConstants.COUNT, samples == null ? null : samples.size());
        Instant first = null;
        Instant last = null;
        if (samples != null && !samples.isEmpty()) {
            first = samples.instant(0);
            last = samples.instant(samples.size() - 1);
        }
        MessageOptions.set(message, FourInsightConstants.TIME_OF_FIRST_SAMPLE, first);
        MessageOptions.set(message, FourInsightConstants.TIME_OF_LAST_SAMPLE, last);
    }

    /** Both times at one and the same now. */
    private AggregateWindow window(Exchange exchange, AggregationPeriod period) {
        TimeExpression start = time(exchange, FourInsightConstants.START, configuration.getStart());
        String until = configuration.getEnd() == null ? "now" : configuration.getEnd();
        TimeExpression end = time(exchange, FourInsightConstants.END, until);
        return configuration.isAlignTimes()
                ? AggregateWindow.aligned(start, end, period, clock.instant())
                : AggregateWindow.of(start, end, clock.instant());
    }

    private static TimeExpression time(Exchange exchange, String header, @Nullable String option) {
        return MessageOptions.time(exchange, header, option).orElseThrow(() -> MessageOptions.missing(header));
    }

    private AggregationFunction function(Exchange exchange) {
        return AggregationFunction.parse(
                "aggregationFunction",
                MessageOptions.required(
                        exchange, FourInsightConstants.AGGREGATION_FUNCTION, configuration.getAggregationFunction()));
    }
}
