package io.fourinsight.camel;

import io.fourinsight.camel.reservoir.Timestamps;
import io.fourinsight.camel.reservoir.UploadClient;
import io.fourinsight.camel.reservoir.UploadCsv;
import io.fourinsight.camel.reservoir.UploadRequests;
import io.fourinsight.camel.rest.Caller;
import io.fourinsight.camel.rest.Cancellation;
import io.fourinsight.camel.rest.Json;
import io.fourinsight.camel.rest.RestClient;
import io.fourinsight.camel.rest.RestException;
import io.fourinsight.camel.rest.RestRequest;
import io.fourinsight.camel.session.Session;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** {@code timeseries}, {@code operation=create} and {@code append}: samples become a series, or are laid over one. */
final class UploadOperation implements Operation {

    private static final String SERIES_ID = "TimeSeriesId";
    private static final String FILE_ID = "FileId";

    private final FourInsightConfiguration configuration;
    private final boolean append;
    private final RestClient client;
    private final RouteStreams streams;
    private final UploadClient uploads;
    private final UploadRequests requests;

    private UploadOperation(EndpointContext context, boolean append) {
        this.configuration = context.configuration();
        this.append = append;
        this.client = context.client();
        this.streams = context.streams();
        this.requests = new UploadRequests(context.service());
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
    public void process(Exchange exchange, Session session) throws IOException, InvalidPayloadException {
        Caller caller = Callers.of(exchange, session);
        if (append) {
            String seriesId =
                    MessageOptions.requiredId(exchange, FourInsightConstants.SERIES_ID, configuration.getSeriesId());
            String fileId = upload(exchange, caller);
            if (fileId == null) {
                throw new IllegalArgumentException("The body holds no samples to append to series " + seriesId);
            }
            handOver(requests.add(seriesId, fileId), seriesId, fileId, exchange, caller);
            return;
        }
        String fileId = upload(exchange, caller);
        if (fileId == null) {
            String seriesId = UUID.randomUUID().toString();
            handOver(requests.createEmpty(seriesId), seriesId, null, exchange, caller);
        } else {
            handOver(requests.create(fileId), null, fileId, exchange, caller);
        }
    }

    /** The id of the file, or null if there are no samples. Ends with the route, however slow the store is. */
    private String upload(Exchange exchange, Caller caller) throws IOException, InvalidPayloadException {
        UploadCsv samples = UploadBodies.samples(exchange, configuration.isSort());
        Cancellation cancellation = new Cancellation();
        try (Closeable step = streams.closeWithRoute(exchange, cancellation::cancel)) {
            return uploads.upload(samples, caller, cancellation).orElse(null);
        }
    }

    /** Sends the last request, and hands over its answer with the ids that are known in any case. */
    private void handOver(RestRequest request, String seriesId, String fileId, Exchange exchange, Caller caller) {
        Json.Kept answer = client.send(request, caller, Json.keeping(request));
        Map<String, Object> written = new LinkedHashMap<>();
        if (answer.json() instanceof Map<?, ?> map) {
            map.forEach((name, value) -> written.put(name.toString(), value));
        }
        complete(written, SERIES_ID, seriesId);
        complete(written, FILE_ID, fileId);
        Object id = Json.field(written, SERIES_ID);
        if (id == null) {
            throw new RestException.Malformed(request, "the answer has no " + SERIES_ID);
        }
        Message message = exchange.getMessage();
        message.setBody(configuration.isRawBody() ? raw(answer.bytes()) : written);
        message.setHeader(FourInsightConstants.RESULT_SERIES_ID, id.toString());
        MessageOptions.set(message, FourInsightConstants.FILE_ID, fileId);
        MessageOptions.set(message, FourInsightConstants.TIME_OF_FIRST_SAMPLE, time(written, "TimeOfFirstSample"));
        MessageOptions.set(message, FourInsightConstants.TIME_OF_LAST_SAMPLE, time(written, "TimeOfLastSample"));
    }

    private Object raw(byte[] answer) {
        return configuration.isStreaming() ? new ByteArrayInputStream(answer) : answer;
    }

    private static void complete(Map<String, Object> written, String name, String value) {
        if (Json.field(written, name) == null) {
            written.put(name, value);
        }
    }

    /** The time, or null if there is none: one that cannot be read must not make an error of what was done. */
    private static Instant time(Map<String, Object> written, String name) {
        Object value = Json.field(written, name);
        try {
            return value == null ? null : Timestamps.instant(Timestamps.of(value));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}
