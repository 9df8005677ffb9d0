package io.fourinsight.client;

import io.fourinsight.client.reservoir.MetadataSearch;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.reservoir.upload.UploadClient;
import io.fourinsight.client.reservoir.upload.UploadCsv;
import io.fourinsight.client.rest.call.Cancellation;
import io.fourinsight.client.rest.call.RequestContext;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * An upload in steps, for programs that must know how far it is: a file that is in no series yet, the series, and the step
 * that makes the one part of the other.
 *
 * <p>The first step takes long, since the reservoir verifies the file, and can be cancelled. The last one cannot: once it
 * is asked for, only its answer tells whether the series has the file. Each of them may be done again.
 */
public final class UploadSteps {

    private final UploadClient uploads;
    private final RequestContext context;

    UploadSteps(UploadClient uploads, RequestContext context) {
        this.uploads = uploads;
        this.context = context;
    }

    /**
     * Makes a verified file of samples, as {@link TimeSeriesClient} takes them.
     *
     * @param cancellation ends the requests; a pause between two of them ends when its thread is interrupted
     * @return the id of the file, empty if there are no samples
     * @throws io.fourinsight.client.reservoir.VerificationException if the reservoir does not find the samples good
     * @throws java.io.InterruptedIOException if it was cancelled
     * @throws IOException if the samples cannot be read, or are not in order
     */
    public Optional<String> upload(Object samples, Cancellation cancellation) throws IOException {
        return uploads.upload(UploadCsv.of(samples, false, ValueType.AUTO), context, cancellation);
    }

    /**
     * The id of the one series with such metadata, which is made if there is none.
     *
     * @param identity with namespace, key, name and value
     * @throws io.fourinsight.client.reservoir.MetadataConflictException if the entry with this key has another value
     * @throws IllegalStateException if several series have this metadata
     * @throws IllegalArgumentException if a part of the identity is missing
     */
    public String seriesId(MetadataSearch identity) {
        requireWhole(identity);
        return uploads.seriesId(identity, context);
    }

    /**
     * Lays a verified file over a series: where both have a sample, the file's counts.
     *
     * @return what the service says of the series
     */
    public Map<String, Object> add(String seriesId, String fileId) {
        return uploads.add(seriesId, fileId, context).answer();
    }

    static void requireWhole(MetadataSearch identity) {
        if (identity.value() == null) {
            throw new IllegalArgumentException(
                    "A series is made once by namespace, key, name and value, all of them; given is " + identity);
        }
    }
}
