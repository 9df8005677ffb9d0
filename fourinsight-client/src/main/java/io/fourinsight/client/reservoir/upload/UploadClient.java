package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.base.Pause;
import io.fourinsight.client.base.Work;
import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.reservoir.VerificationException;
import io.fourinsight.client.reservoir.request.ReservoirClient;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.BlobClient;
import io.fourinsight.client.rest.call.Cancellation;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.call.RestResponse;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes files of samples in the reservoir: ticket, blob, commit, verification.
 *
 * <p>Each of these steps does the same if it is done twice, so that it can be repeated when its answer is lost. There is
 * one file: a second ticket is asked for only as long as nothing is in the blob of the first.
 */
public final class UploadClient {

    private static final Logger LOG = LoggerFactory.getLogger(UploadClient.class);

    private static final String SERIES_ID = "TimeSeriesId";
    private static final String FILE_ID = "FileId";

    private final RestClient client;
    private final RestClient confidential;
    private final UploadRequests requests;
    private final NamedSeries named;
    private final BlobClient blobs;
    private final Executor executor;
    private final @Nullable Verification verification;

    /**
     * @param client asks the reservoir
     * @param confidential asks it for tickets; no listener logs these, which hold signatures
     * @param blobs takes the samples
     * @param executor where samples are read while those before them are sent; not one that samples are read with
     * @param verificationTimeout how long to wait for a verification; null: not at all
     */
    public UploadClient(
            ServiceUrl service,
            RestClient client,
            RestClient confidential,
            BlobClient blobs,
            Executor executor,
            @Nullable Duration verificationTimeout,
            Clock clock,
            Pause pause) {
        this.client = client;
        this.confidential = confidential;
        this.requests = new UploadRequests(service);
        this.named = new NamedSeries(service, client);
        this.blobs = blobs;
        this.executor = executor;
        this.verification = verificationTimeout == null
                ? null
                : new Verification(client, requests, verificationTimeout, clock, pause);
    }

    /**
     * The id of a file with the samples, which is in no series yet; empty if there are no samples.
     *
     * @throws MalformedCsvException naming the first line or sample that is wrong; nothing was committed
     * @throws IOException if the samples cannot be read
     * @throws InterruptedIOException if it was cancelled
     * @throws VerificationException if the reservoir does not find the file good in time
     * @throws RestException if a step fails, or a store refuses the samples
     */
    public Optional<String> upload(UploadCsv samples, RequestContext caller, Cancellation cancellation)
            throws IOException {
        return upload("a new file", samples, caller, cancellation);
    }

    private Optional<String> upload(String subject, UploadCsv samples, RequestContext caller, Cancellation cancellation)
            throws IOException {
        try (Work work = client.begin(Work.Kind.UPLOAD, subject, 0)) {
            BlobUpload upload = new BlobUpload(blobs, BlobUpload.Sizes.AZURE, executor, cancellation, work);
            UploadTicket ticket = upload.put(samples, () -> ticket(caller, cancellation));
            if (ticket == null) {
                work.done();
                return Optional.empty();
            }
            work.addItems(samples.samples());
            SuspectTimes.warning(samples.firstTimestamp(), samples.lastTimestamp())
                    .ifPresent(warning -> LOG.warn("Upload to {}: {}", subject, warning));
            client.send(requests.commit(ticket.fileId()), caller, cancellation, RestResponse::status);
            if (verification != null) {
                verification.await(ticket.fileId(), caller, cancellation);
            }
            work.done();
            return Optional.of(ticket.fileId());
        } catch (RuntimeException e) {
            if (!cancellation.isCancelled()) {
                throw e;
            }
            // what has failed is what the end took away: a connection, the session, the samples
            throw (IOException)
                    new InterruptedIOException("The upload was ended; no series has got the file").initCause(e);
        }
    }

    /**
     * What became of an upload.
     *
     * @param answer what the service says of the series, with its id and that of the file in any case
     * @param bytes the answer as it came
     * @param fileId null for a series without samples
     */
    public record Written(
            Map<String, Object> answer, byte[] bytes, @Nullable String seriesId, @Nullable String fileId) {}

    /**
     * Makes a series of samples; without any, an empty series. Throws what {@link #upload} does.
     *
     * @throws RestException also if the series cannot be made
     */
    public Written create(UploadCsv samples, RequestContext caller, Cancellation cancellation) throws IOException {
        Optional<String> fileId = upload("a new series", samples, caller, cancellation);
        if (fileId.isPresent()) {
            return written(requests.create(fileId.get()), null, fileId.get(), caller);
        }
        String seriesId = UUID.randomUUID().toString();
        return written(requests.createEmpty(seriesId), seriesId, null, caller);
    }

    /**
     * Lays samples over the series that has such metadata; makes it, with the metadata, if there is none. Throws what
     * {@link #upload} and {@link NamedSeries#ensure} do. Done again after it was ended at any point, it makes nothing twice.
     */
    public Written createIfAbsent(
            MetadataSearch identity, UploadCsv samples, RequestContext caller, Cancellation cancellation)
            throws IOException {
        // first, so that a bad line leaves no series behind
        Optional<String> fileId = upload("a named series", samples, caller, cancellation);
        String seriesId = named.ensure(identity, caller);
        return fileId.isPresent()
                ? add(seriesId, fileId.get(), caller)
                : written(named.info(seriesId), seriesId, null, caller);
    }

    /**
     * Lays samples over a series. Throws what {@link #upload} does.
     *
     * @throws IllegalArgumentException if there are no samples
     * @throws RestException also if the file cannot become part of the series
     */
    public Written append(String seriesId, UploadCsv samples, RequestContext caller, Cancellation cancellation)
            throws IOException {
        String fileId = upload(ReservoirClient.series(seriesId), samples, caller, cancellation)
                .orElseThrow(() ->
                        new IllegalArgumentException("The body holds no samples to append to series " + seriesId));
        return add(seriesId, fileId, caller);
    }

    /**
     * Lays a file over a series, the last step of {@link #append}.
     *
     * @throws RestException if the file cannot become part of the series, or no answer says so
     */
    public Written add(String seriesId, String fileId, RequestContext caller) {
        return written(requests.add(seriesId, fileId), seriesId, fileId, caller);
    }

    /** The id of the series that has such metadata, which is made if there is none. As {@link NamedSeries#ensure}. */
    public String seriesId(MetadataSearch identity, RequestContext caller) {
        return named.ensure(identity, caller);
    }

    /** Sends the last request, and completes its answer with the ids that are known in any case. */
    private Written written(
            RestRequest request, @Nullable String seriesId, @Nullable String fileId, RequestContext caller) {
        Json.Kept answer = client.send(request, caller, Json.keeping(request));
        Map<String, Object> written = new LinkedHashMap<>();
        if (answer.json() instanceof Map<?, ?> map) {
            map.forEach((name, value) -> written.put(name.toString(), value));
        }
        complete(written, SERIES_ID, seriesId);
        complete(written, FILE_ID, fileId);
        Object id = Json.field(written, SERIES_ID);
        if (id == null) {
            throw new RestException.Malformed(request.method(), request.uri(), "the answer has no " + SERIES_ID);
        }
        return new Written(written, answer.bytes(), id.toString(), fileId);
    }

    private static void complete(Map<String, Object> written, String name, @Nullable String value) {
        if (Json.field(written, name) == null) {
            written.put(name, value);
        }
    }

    private UploadTicket ticket(RequestContext caller, Cancellation cancellation) {
        RestRequest request = requests.ticket();
        return UploadTicket.of(request, confidential.send(request, caller, cancellation, Json.reader(request)));
    }
}
