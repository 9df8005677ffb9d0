package io.fourinsight.client.plan;

import java.util.List;
import java.util.OptionalLong;

/**
 * What the reading of a live window has found.
 *
 * @param last time of the last sample in the window, empty if there is none
 * @param files what is known of the files read; one that is missing here is read again
 */
public record LiveResult(OptionalLong last, List<FileRead> files) {

    /** No such sample. */
    public static final long NONE = Long.MAX_VALUE;

    /**
     * What a file holds outside of the window.
     *
     * @param first its first sample, or {@link #NONE}
     * @param next its first sample at or after the window's end, or {@link #NONE}
     */
    public record FileRead(int member, String version, long first, long next) {}

    public LiveResult {
        files = List.copyOf(files);
    }

    /** Of a reading that does not know files, such as that of aggregates. */
    public static LiveResult of(OptionalLong last) {
        return new LiveResult(last, List.of());
    }
}
