package io.fourinsight.client;

import io.fourinsight.client.assembly.ServiceConnection;
import io.fourinsight.client.reservoir.AggregateQuery;
import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.reservoir.csv.TimeSeriesCsv;
import io.fourinsight.client.reservoir.day.DataClient;
import io.fourinsight.client.reservoir.day.DayFileCache;
import io.fourinsight.client.reservoir.day.DayFileClient;
import io.fourinsight.client.reservoir.request.EmptyResultHint;
import io.fourinsight.client.reservoir.request.MetadataRequests;
import io.fourinsight.client.reservoir.request.ReservoirClient;
import io.fourinsight.client.reservoir.upload.UploadClient;
import io.fourinsight.client.reservoir.upload.UploadCsv;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Cancellation;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.window.WindowReaders;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The time series of the DataReservoir.
 *
 * <p>Samples to be written are a {@link TimeSeries}, a {@link TimeSeriesStream}, CSV (as text, bytes, stream, file or
 * path), a map of time to value, or {@link io.fourinsight.client.reservoir.Sample}s, in ascending order. All methods throw
 * a {@link RestException} if no good answer comes, and a {@link io.fourinsight.client.session.SessionException} if there
 * is no token.
 */
public final class TimeSeriesClient {

    private final ServiceConnection connection;
    private final ReservoirClient reservoir;
    private final MetadataRequests metadata;
    private final EmptyResultHint hint;
    private final DataClient data;
    private final WindowReaders windows;
    private final UploadClient uploads;
    private final int parallelism;

    TimeSeriesClient(ServiceConnection connection, DayFileCache cache, int parallelism, Duration verificationTimeout) {
        this.connection = connection;
        this.parallelism = parallelism;
        this.reservoir = new ReservoirClient(connection.client(), connection.url());
        this.metadata = new MetadataRequests(connection.url());
        this.hint = new EmptyResultHint(connection.client(), reservoir);
        this.data = new DataClient(
                connection.url(),
                connection.confidential(),
                connection.blobs(),
                cache,
                connection.reading(),
                parallelism);
        this.windows = new WindowReaders(
                reservoir,
                new DayFileClient(
                        connection.url(),
                        connection.confidential(),
                        connection.blobs(),
                        cache,
                        connection.reading(),
                        parallelism),
                connection.context());
        this.uploads = new UploadClient(
                connection.url(),
                connection.client(),
                connection.confidential(),
                connection.blobs(),
                connection.uploads(),
                verificationTimeout,
                connection.clock(),
                connection.pause());
    }

    /**
     * Aggregates of a series; empty windows, if asked for, are NaN. Of a window of many pages several parts are fetched at
     * once.
     *
     * <p>The service aggregates only what was uploaded within the last 90 days; a warning says so if there is nothing in
     * the window although the series has samples there.
     */
    public TimeSeries samples(AggregateQuery query) {
        TimeSeries samples = reservoir.samples(query, connection.context(), connection.reading(), parallelism);
        if (samples.isEmpty()) {
            hint.explain(query, connection.context());
        }
        return samples;
    }

    /**
     * The raw samples of a window, all in memory.
     *
     * @throws IOException if a day file is damaged or does not arrive; nothing partial is returned
     */
    public TimeSeries data(DataQuery query) throws IOException {
        return data.read(query, connection.context());
    }

    /** The raw samples of a window piece by piece, in little memory; to be read by one thread, and closed. */
    public TimeSeriesStream stream(DataQuery query) {
        return TimeSeriesStream.recorded(query.seriesId(), data.open(query, connection.context()));
    }

    /** The raw samples of a window as CSV, a line {@code ns,value} per sample, encoded while it is read. */
    public InputStream csv(DataQuery query) {
        return TimeSeriesCsv.inputStream(stream(query));
    }

    /** The name, span and metadata of a series. */
    public Map<?, ?> info(String seriesId) {
        return (Map<?, ?>) send(reservoir.info(seriesId));
    }

    /**
     * Makes a series of samples; of null or none an empty one.
     *
     * @return what the service says of it, with {@code TimeSeriesId} in any case
     * @throws io.fourinsight.client.reservoir.VerificationException if the reservoir does not find the samples good
     * @throws IOException if the samples cannot be read, or are not in order
     */
    public Map<String, Object> create(Object samples) throws IOException {
        return uploads.create(UploadCsv.of(samples, false, ValueType.AUTO), connection.context(), new Cancellation())
                .answer();
    }

    /**
     * Lays samples over a series: where both have one, the new one counts.
     *
     * @return as {@link #create} does
     * @throws io.fourinsight.client.reservoir.VerificationException if the reservoir does not find the samples good
     * @throws IOException if the samples cannot be read, or are not in order
     * @throws IllegalArgumentException if there are no samples
     */
    public Map<String, Object> append(String seriesId, Object samples) throws IOException {
        return uploads.append(
                        seriesId,
                        UploadCsv.of(samples, false, ValueType.AUTO),
                        connection.context(),
                        new Cancellation())
                .answer();
    }

    /**
     * Lays samples over the series with such metadata, or makes it, with the metadata, if there is none: done again after
     * an end at any point it makes nothing twice.
     *
     * @param identity with namespace, key, name and value
     * @return as {@link #create} does
     * @throws io.fourinsight.client.reservoir.VerificationException if the reservoir does not find the samples good
     * @throws io.fourinsight.client.reservoir.MetadataConflictException if the entry with this key has another value
     * @throws IllegalStateException if several series have this metadata
     * @throws IllegalArgumentException if a part of the identity is missing
     * @throws IOException if the samples cannot be read, or are not in order
     */
    public Map<String, Object> createIfAbsent(MetadataSearch identity, Object samples) throws IOException {
        UploadSteps.requireWhole(identity);
        return uploads.createIfAbsent(
                        identity,
                        UploadCsv.of(samples, false, ValueType.AUTO),
                        connection.context(),
                        new Cancellation())
                .answer();
    }

    /** Uploads in steps, of which the long ones can be cancelled. */
    public UploadSteps uploadSteps() {
        return new UploadSteps(uploads, connection.context());
    }

    public void delete(String seriesId) {
        connection.client().delete(reservoir.delete(seriesId), connection.context());
    }

    /** The series that have such metadata: their metadata by id, or a list of ids if the search has a value. */
    public Object search(MetadataSearch search) {
        Object found = send(reservoir.search(search));
        if (found == null) {
            return search.value() == null ? Map.of() : List.of();
        }
        return found;
    }

    /** Connects a series with an entry of metadata. */
    public void attach(String seriesId, String metadataId) {
        send(metadata.attach(seriesId, metadataId));
    }

    /** Parts a series from an entry of metadata, which stays. */
    public void detach(String seriesId, String metadataId) {
        send(metadata.detach(seriesId, metadataId));
    }

    /** What our own connectors read with; not for other programs, since it may change with any release. */
    public WindowReaders windows() {
        return windows;
    }

    private Object send(RestRequest request) {
        return connection.client().send(request, connection.context(), Json.reader(request));
    }
}
