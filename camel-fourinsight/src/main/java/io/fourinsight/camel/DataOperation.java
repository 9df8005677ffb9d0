package io.fourinsight.camel;

import io.fourinsight.camel.reservoir.DataClient;
import io.fourinsight.camel.reservoir.DataQuery;
import io.fourinsight.camel.reservoir.DayFileCache;
import io.fourinsight.camel.reservoir.TimeExpression;
import io.fourinsight.camel.reservoir.TimeSeries;
import io.fourinsight.camel.reservoir.TimeSeriesCsv;
import io.fourinsight.camel.reservoir.TimeSeriesStream;
import io.fourinsight.camel.reservoir.Timestamps;
import io.fourinsight.camel.session.Platform;
import io.fourinsight.camel.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** {@code timeseries}, {@code operation=data}: the raw samples of a series, of a window or all of them. */
final class DataOperation implements Operation {

    private final FourInsightConfiguration configuration;
    private final RouteStreams streams;
    private final DataClient data;
    private final Clock clock;

    DataOperation(EndpointContext context) {
        this.configuration = context.configuration();
        this.streams = context.streams();
        this.clock = context.clock();
        this.data = new DataClient(
                context.service(),
                context.confidential(),
                context.blobs(),
                cache(configuration, clock),
                context.executor(),
                configuration.getParallelism());
    }

    private static DayFileCache cache(TimeSeriesConfiguration configuration, Clock clock) {
        if (!configuration.isCache()) {
            return DayFileCache.none();
        }
        String directory = configuration.getCacheDirectory();
        return DayFileCache.onDisk(
                directory == null || directory.isBlank()
                        ? Platform.current().cacheHome().resolve("fourinsight")
                        : Path.of(directory),
                ByteSize.parse("cacheSize", configuration.getCacheSize()),
                clock);
    }

    @Override
    public void process(Exchange exchange, Session session) throws IOException {
        Optional<TimeExpression> start =
                MessageOptions.time(exchange, FourInsightConstants.START, configuration.getStart());
        Optional<TimeExpression> end = MessageOptions.time(exchange, FourInsightConstants.END, configuration.getEnd());
        DataQuery query = new DataQuery(
                MessageOptions.requiredId(exchange, FourInsightConstants.SERIES_ID, configuration.getSeriesId()),
                start.map(time -> time.nanos(clock)).orElse(DataQuery.FIRST_START),
                end.map(time -> time.nanos(clock)).orElse(DataQuery.LAST_END));
        Message message = exchange.getMessage();
        if (configuration.isStreaming()) {
            message.setBody(stream(query, exchange, session));
            SamplesOperation.setResult(message, null);
        } else {
            TimeSeries samples = data.read(query, Callers.of(exchange, session));
            message.setBody(configuration.isRawBody() ? TimeSeriesCsv.bytes(samples) : samples);
            SamplesOperation.setResult(message, samples);
        }
        message.setHeader(FourInsightConstants.RESULT_SERIES_ID, query.seriesId());
        MessageOptions.set(
                message, FourInsightConstants.WINDOW_START, start.isEmpty() ? null : Timestamps.instant(query.start()));
        MessageOptions.set(
                message, FourInsightConstants.WINDOW_END, end.isEmpty() ? null : Timestamps.instant(query.end()));
    }

    private Object stream(DataQuery query, Exchange exchange, Session session) {
        TimeSeriesStream.Source source = data.open(query, Callers.of(exchange, session));
        TimeSeriesStream stream = new TimeSeriesStream(query.seriesId(), source, CamelErrors::unchecked);
        streams.closeWithExchange(exchange, stream);
        return configuration.isRawBody() ? stream.asInputStream() : stream;
    }
}
