package io.fourinsight.client.reservoir.day;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Keeps verified day files, so that they need not be fetched again. It may lose them, and never fails a reading. */
public abstract class DayFileCache {

    private static final DayFileCache NONE = new DayFileCache() {
        @Override
        @Nullable
        SpooledContent find(ListedFile file, SpoolBudget workspace, int mostInMemory) {
            return null;
        }

        @Override
        void add(ListedFile file, SpooledContent content) {
            // kept by nobody
        }
    };

    DayFileCache() {}

    /** Whether it keeps anything at all. */
    boolean isKept() {
        return this != NONE;
    }

    /** Bytes that its entries take; 0 if that is not known. */
    public long size() {
        return 0;
    }

    /** Keeps nothing. */
    public static DayFileCache none() {
        return NONE;
    }

    /**
     * Keeps them in a folder, which processes may share.
     *
     * @param size how many bytes the folder takes at most
     * @throws IllegalArgumentException if the folder cannot be used
     */
    public static DayFileCache onDisk(Path directory, long size, Clock clock) {
        return new DiskCache(directory, size, clock);
    }

    /** The content of a file, verified again, or null. */
    abstract @Nullable SpooledContent find(ListedFile file, SpoolBudget workspace, int mostInMemory) throws IOException;

    /** Keeps a content that has been verified. */
    abstract void add(ListedFile file, SpooledContent content);
}
