package io.fourinsight.connect.sink;

import io.fourinsight.client.UploadSteps;
import io.fourinsight.client.reservoir.MetadataSearch;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the id of the series that records name: it is the name, or it is found or made by metadata. */
final class SeriesNaming {

    private final UploadSteps steps;
    private final @Nullable Identity identity;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /**
     * The metadata of series that are made.
     *
     * @param key holds {@value SinkConfig#SERIES}
     */
    record Identity(String namespace, String key, String name) {

        MetadataSearch of(String series) {
            return new MetadataSearch(namespace, key.replace(SinkConfig.SERIES, series), name, series);
        }
    }

    /**
     * An id.
     *
     * @param remembered whether the series was found earlier, and may be gone by now
     */
    record Found(String id, boolean remembered) {}

    /** @param identity null if records name series by id */
    SeriesNaming(UploadSteps steps, @Nullable Identity identity) {
        this.steps = steps;
        this.identity = identity;
    }

    /** The series, which is made if it has to be; throws what {@link UploadSteps#seriesId} does. */
    Found find(String series) {
        if (identity == null) {
            return new Found(series, false);
        }
        String id = known.get(series);
        if (id != null) {
            return new Found(id, true);
        }
        String found = steps.seriesId(identity.of(series));
        known.put(series, found);
        return new Found(found, false);
    }

    /** Looks for the series again when it is needed next. */
    void forget(String series) {
        known.remove(series);
    }
}
