package io.fourinsight.camel.operation.series;

import io.fourinsight.camel.operation.EndpointContext;
import io.fourinsight.camel.operation.ExchangeContext;
import io.fourinsight.camel.operation.MessageOptions;
import io.fourinsight.camel.operation.Operation;
import io.fourinsight.camel.operation.metadata.MetadataOptions;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.options.MetadataExistsException;
import io.fourinsight.camel.route.RouteStreams;
import io.fourinsight.client.reservoir.MetadataConflictException;
import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.text.Timestamps;
import io.fourinsight.client.reservoir.upload.UploadClient;
import io.fourinsight.client.reservoir.upload.UploadCsv;
import io.fourinsight.client.rest.call.Cancellation;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.session.Session;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** {@code timeseries}, {@code operation=create} and {@code append}: samples become a series, or are laid over one. */
final class UploadOperation implements Operation {

    private final FourInsightConfiguration configuration;
    private final boolean append;
    private final MetadataOptions metadata;
    private final RouteStreams streams;
    private final UploadClient uploads;

    private UploadOperation(EndpointContext context, boolean append) {
        this.configuration = context.configuration();
        this.append = append;
        this.metadata = new MetadataOptions(context.configuration());
        this.streams = context.streams();
        this.uploads = new UploadClient(
                context.service(),
                context.client(),
                context.confidential(),
                context.blobs(),
                context.uploads(),
                configuration.isWaitOnVerification() ? configuration.getVerificationTimeout() : null,
                context.clock(),
                context.pause());
    }

    static Operation create(EndpointContext context) {
        return new UploadOperation(context, false);
    }

    static Operation append(EndpointContext context) {
        return new UploadOperation(context, true);
    }

    @Override
    @SuppressWarnings("try") // the step is closed with the route, not used
    public void process(Exchange exchange, Session session)
            throws IOException, InvalidPayloadException, MetadataExistsException {
        RequestContext caller = ExchangeContext.of(exchange, session);
        String seriesId = append // null for a new series
                ? MessageOptions.requiredId(exchange, FourInsightConstants.SERIES_ID, seriesIdFor(exchange))
                : null;
        UploadCsv samples = UploadBodies.samples(exchange, configuration.isSort(), configuration.getValueType());
        MetadataSearch identity = append || !configuration.isIfAbsent() ? null : identity(exchange);
        Cancellation cancellation = new Cancellation();
        // ends with the route, however slow the store is
        try (Closeable step = streams.closeWithRoute(exchange, cancellation::cancel)) {
            UploadClient.Written written;
            if (seriesId != null) {
                written = uploads.append(seriesId, samples, caller, cancellation);
            } else if (identity != null) {
                written = uploads.createIfAbsent(identity, samples, caller, cancellation);
            } else {
                written = uploads.create(samples, caller, cancellation);
            }
            handOver(written, exchange.getMessage());
        } catch (MetadataConflictException e) {
            throw new MetadataExistsException(e.namespace(), e.key(), e.getCause());
        }
    }

    /** The metadata that the series has, or gets. */
    private MetadataSearch identity(Exchange exchange) {
        MetadataSearch identity = metadata.search(exchange);
        if (identity.value() == null) {
            throw new IllegalArgumentException("namespace, key, name and value must be set for option 'ifAbsent': value"
                    + " 'true', as options or as headers, for they say which series may be absent");
        }
        return identity;
    }

    /** The option's, or else that of a series which says where it goes: one that was read says where it comes from. */
    private @Nullable String seriesIdFor(Exchange exchange) {
        if (configuration.getSeriesId() != null) {
            return configuration.getSeriesId();
        }
        Object body = exchange.getMessage().getBody();
        if (body instanceof TimeSeries series && !series.isRecorded()) {
            return series.seriesId();
        }
        return body instanceof TimeSeriesStream stream && !stream.isRecorded() ? stream.seriesId() : null;
    }

    private void handOver(UploadClient.Written written, Message message) {
        message.setBody(configuration.isRawBody() ? raw(written.bytes()) : written.answer());
        message.setHeader(FourInsightConstants.RESULT_SERIES_ID, written.seriesId());
        MessageOptions.set(message, FourInsightConstants.FILE_ID, written.fileId());
        MessageOptions.set(
                message, FourInsightConstants.TIME_OF_FIRST_SAMPLE, time(written.answer(), "TimeOfFirstSample"));
        MessageOptions.set(
                message, FourInsightConstants.TIME_OF_LAST_SAMPLE, time(written.answer(), "TimeOfLastSample"));
    }

    private Object raw(byte[] answer) {
        return configuration.isStreaming() ? new ByteArrayInputStream(answer) : answer;
    }

    /** The time, or null if there is none: one that cannot be read must not make an error of what was done. */
    private static @Nullable Instant time(Map<String, Object> written, String name) {
        Object value = Json.field(written, name);
        try {
            return value == null ? null : Timestamps.instant(Timestamps.of(value));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
