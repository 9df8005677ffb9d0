package io.fourinsight.client.reservoir.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.LongPredicate;

/** A file of the samples of one day that is at hand, in memory or on disk, and can be read more than once. */
public final class CsvFile {

    private final String name;
    private final Opening opening;

    private CsvFile(String name, Opening opening) {
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
    public static CsvFile of(String name, byte[] bytes, int length) {
        return of(CsvOrigin.RECORDED, name, bytes, length);
    }

    public static CsvFile of(CsvOrigin origin, String name, byte[] bytes, int length) {
        Objects.checkFromIndexSize(0, length, bytes.length);
        return new CsvFile(name, file -> CsvLineReader.of(origin, file, bytes, length));
    }

    /** A file on disk, of which only a block at a time is in memory. */
    public static CsvFile of(String name, Path path) {
        return of(CsvOrigin.RECORDED, name, path);
    }

    public static CsvFile of(CsvOrigin origin, String name, Path path) {
        return of(origin, name, () -> open(path));
    }

    /** A pipe would hold its reader as long as nobody writes, and could be read once only; a device has no end. */
    private static InputStream open(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FileSystemException(
                    path.toString(), null, "only a regular file can be read; give anything else as an InputStream");
        }
        return Files.newInputStream(path);
    }

    /** A file elsewhere, of which only a block at a time is in memory. */
    public static CsvFile of(String name, Opener opener) {
        return of(CsvOrigin.RECORDED, name, opener);
    }

    public static CsvFile of(CsvOrigin origin, String name, Opener opener) {
        return new CsvFile(name, file -> {
            InputStream stream = opener.open();
            try {
                return CsvLineReader.of(origin, file, stream);
            } catch (IOException | RuntimeException e) {
                stream.close();
                throw e;
            }
        });
    }

    /**
     * The same file with only the samples at wanted times.
     *
     * @param wanted asked for each sample that is read, in the order of lines
     */
    public CsvFile filtered(LongPredicate wanted) {
        return new CsvFile(name, file -> opening.open(file).filtered(wanted));
    }

    public String name() {
        return name;
    }

    public CsvLineReader open() throws IOException {
        return opening.open(name);
    }

    /** Opens a file at its beginning, as often as it is asked. */
    @FunctionalInterface
    public interface Opener {
        public InputStream open() throws IOException;
    }

    private interface Opening {
        CsvLineReader open(String file) throws IOException;
    }
}
