package io.fourinsight.camel.reservoir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** Keeps verified day files, so that they need not be fetched again. It may lose them, and never fails a reading. */
public abstract class DayFileCache {

    private static final DayFileCache NONE = new DayFileCache() {
        @Override
        Content find(ListedFile file, Workspace workspace, int mostInMemory) {
            return null;
        }

        @Override
        void add(ListedFile file, Content content) {
            // kept by nobody
        }
    };

    DayFileCache() {}

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
    abstract Content find(ListedFile file, Workspace workspace, int mostInMemory) throws IOException;

    /** Keeps a content that has been verified. */
    abstract void add(ListedFile file, Content content);
}
