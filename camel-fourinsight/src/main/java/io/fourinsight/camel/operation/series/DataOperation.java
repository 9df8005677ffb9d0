package io.fourinsight.camel.operation.series;

import io.fourinsight.camel.operation.CamelErrors;
import io.fourinsight.camel.operation.ConfigurationCheck;
import io.fourinsight.camel.operation.EndpointContext;
import io.fourinsight.camel.operation.ExchangeContext;
import io.fourinsight.camel.operation.MessageOptions;
import io.fourinsight.camel.operation.Operation;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.route.RouteStreams;
import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.GroupMembers;
import io.fourinsight.client.reservoir.TimeExpression;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.csv.TimeSeriesCsv;
import io.fourinsight.client.reservoir.day.DataClient;
import io.fourinsight.client.reservoir.day.DayFileCache;
import io.fourinsight.client.reservoir.text.Timestamps;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.session.Session;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** {@code timeseries}, {@code operation=data}: the raw samples of a series, of a window or all of them. */
final class DataOperation implements Operation {

    private final FourInsightConfiguration configuration;
    private final RouteStreams streams;
    private final SeriesGroups groups;
    private final IntFunction<DataClient> clients; // by how many days are worked on at once
    private final DataClient data;
    private final Clock clock;

    DataOperation(EndpointContext context) {
        this.configuration = context.configuration();
        this.streams = context.streams();
        this.clock = context.clock();
        if (configuration.isStreaming()) {
            streams.prepare();
        }
        this.groups = new SeriesGroups(context);
        DayFileCache cache = context.dayFileCache();
        this.clients = days -> new DataClient(
                context.service(), context.confidential(), context.blobs(), cache, context.executor(), days);
        this.data = clients.apply(configuration.getParallelism());
    }

    @Override
    public void process(Exchange exchange, Session session) throws IOException {
        Optional<TimeExpression> start =
                MessageOptions.time(exchange, FourInsightConstants.START, configuration.getStart());
        Optional<TimeExpression> end = MessageOptions.time(exchange, FourInsightConstants.END, configuration.getEnd());
        Instant now = clock.instant();
        long from = start.map(time -> time.nanos(now)).orElse(DataQuery.FIRST_START);
        long to = end.map(time -> time.nanos(now)).orElse(DataQuery.LAST_END);
        Function<String, DataQuery> query = id -> new DataQuery(id, from, to, configuration.getValueType());
        Optional<GroupMembers> members = groups.members(exchange);
        if (members.isPresent()) {
            readGroup(members.get(), query, exchange, session);
        } else {
            read(
                    query.apply(MessageOptions.requiredId(
                            exchange, FourInsightConstants.SERIES_ID, configuration.getSeriesId())),
                    exchange,
                    session);
        }
        Message message = exchange.getMessage();
        MessageOptions.set(
                message, FourInsightConstants.WINDOW_START, start.isEmpty() ? null : Timestamps.instant(from));
        MessageOptions.set(message, FourInsightConstants.WINDOW_END, end.isEmpty() ? null : Timestamps.instant(to));
    }

    private void readGroup(GroupMembers members, Function<String, DataQuery> query, Exchange exchange, Session session)
            throws IOException {
        ConfigurationCheck.checkWholeGroup(members.toString(), configuration);
        DataClient days = clients.apply(groups.daysOfEach(members));
        RequestContext caller = ExchangeContext.of(exchange, session);
        groups.read(members, id -> days.read(query.apply(id), caller), exchange.getMessage());
    }

    private void read(DataQuery query, Exchange exchange, Session session) throws IOException {
        Message message = exchange.getMessage();
        if (configuration.isStreaming()) {
            message.setBody(stream(query, exchange, session));
            SamplesOperation.setResult(message, null);
        } else {
            TimeSeries samples = data.read(query, ExchangeContext.of(exchange, session));
            message.setBody(configuration.isRawBody() ? TimeSeriesCsv.bytes(samples) : samples);
            SamplesOperation.setResult(message, samples);
        }
        message.setHeader(FourInsightConstants.RESULT_SERIES_ID, query.seriesId());
    }

    private Object stream(DataQuery query, Exchange exchange, Session session) {
        TimeSeriesStream.Source source = data.open(query, ExchangeContext.of(exchange, session));
        TimeSeriesStream stream = TimeSeriesStream.recorded(query.seriesId(), source, CamelErrors::unchecked);
        streams.closeWithExchange(exchange, () -> stream.close(RouteStreams.CLOSED));
        return configuration.isRawBody() ? TimeSeriesCsv.inputStream(stream) : stream;
    }
}
