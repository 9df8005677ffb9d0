package io.fourinsight.camel.reservoir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A file of the samples of one day that is at hand, in memory or on disk, and can be read more than once. */
public final class DayFile {

    private final String name;
    private final Opening opening;

    private DayFile(String name, Opening opening) {
        this.name = Objects.requireNonNull(name, "name");
        this.opening = opening;
    }

    /**
     * A file in memory.
     *
     * @param name what errors call it
     * @param bytes an array that begins with the file, not copied
     * @param length how much of the array is the file
     */
    public static DayFile of(String name, byte[] bytes, int length) {
        return of(CsvTimestamps.NANOS, name, bytes, length);
    }

    static DayFile of(CsvTimestamps timestamps, String name, byte[] bytes, int length) {
        Objects.checkFromIndexSize(0, length, bytes.length);
        return new DayFile(name, file -> CsvLineReader.of(timestamps, file, bytes, length));
    }

    /** A file on disk, of which only a block at a time is in memory. */
    public static DayFile of(String name, Path path) {
        return of(CsvTimestamps.NANOS, name, path);
    }

    static DayFile of(CsvTimestamps timestamps, String name, Path path) {
        return of(timestamps, name, () -> Files.newInputStream(path));
    }

    /** A file elsewhere, of which only a block at a time is in memory. */
    public static DayFile of(String name, Opener opener) {
        return of(CsvTimestamps.NANOS, name, opener);
    }

    /** As {@link #of(String, Opener)}, of a file whose length in bytes is known. */
    static DayFile of(String name, Opener opener, long length) {
        return of(CsvTimestamps.NANOS, name, opener, length);
    }

    static DayFile of(CsvTimestamps timestamps, String name, Opener opener) {
        return of(timestamps, name, opener, 0);
    }

    private static DayFile of(CsvTimestamps timestamps, String name, Opener opener, long length) {
        return new DayFile(name, file -> {
            InputStream stream = opener.open();
            try {
                return CsvLineReader.of(timestamps, file, stream, length);
            } catch (IOException | RuntimeException e) {
                stream.close();
                throw e;
            }
        });
    }

    public String name() {
        return name;
    }

    CsvLineReader open() throws IOException {
        return opening.open(name);
    }

    /** Opens a file at its beginning, as often as it is asked. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    private interface Opening {
        CsvLineReader open(String file) throws IOException;
    }
}
