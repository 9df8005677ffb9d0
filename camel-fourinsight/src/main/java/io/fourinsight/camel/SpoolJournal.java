package io.fourinsight.camel;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.csv.CsvFile;
import io.fourinsight.client.reservoir.csv.CsvMerge;
import io.fourinsight.client.reservoir.csv.TimeSeriesCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.camel.Service;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends samples to files of a spool folder, a line each: {@code <folder>/<series id>/<milliseconds>-<number>.open}.
 *
 * <p>A line is handed to the operating system by one write before {@link #append} returns, so a process that is killed then
 * has kept it. A line that is torn was never acknowledged; it is the last of its file, for nothing is added to a file after
 * a write that failed, nor to one of an earlier process. {@link #seal} takes it away.
 *
 * <p>A folder belongs to one process at a time, by a lock on its file {@code .lock}: another one would take files away that
 * are being written.
 */
final class SpoolJournal implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolJournal.class);

    private static final String OPEN = ".open";
    private static final String SEALED = ".csv";

    private static final class OpenFile {
        private final Path path;
        private final Instant begun;
        private long bytes;

        OpenFile(Path path, Instant begun) {
            this.path = path;
            this.begun = begun;
        }
    }

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /** The files that lines are added to; all others are to be sealed. */
    private final Map<String, OpenFile> open = new HashMap<>();

    private @Nullable FileLock owned;
    private int number;

    SpoolJournal(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param mostBytes from which size on a file is ready, and the series gets another
     * @throws IOException if the line is not stored, or another process has the folder
     */
    void append(Path folder, String seriesId, byte[] line, long mostBytes) throws IOException {
        lock.lock();
        try {
            own(folder);
            OpenFile file = open.get(seriesId);
            if (file == null) {
                file = begin(folder.resolve(seriesId));
                open.put(seriesId, file);
            }
            try (FileChannel channel = FileChannel.open(file.path, StandardOpenOption.APPEND)) {
                ByteBuffer rest = ByteBuffer.wrap(line);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            } catch (IOException e) {
                open.remove(seriesId); // what was written of the line must stay the end of this file
                throw e;
            }
            file.bytes += line.length;
            if (file.bytes >= mostBytes) {
                open.remove(seriesId);
            }
        } finally {
            lock.unlock();
        }
    }

    private OpenFile begin(Path series) throws IOException {
        Files.createDirectories(series);
        Instant now = clock.instant();
        while (true) {
            String name = String.format(Locale.ROOT, "%013d-%06d%s", now.toEpochMilli(), number++, OPEN);
            try {
                return new OpenFile(Files.createFile(series.resolve(name)), now);
            } catch (FileAlreadyExistsException e) {
                // of an earlier process, which began it in this very millisecond: the next number is free
                continue;
            }
        }
    }

    private void own(Path folder) throws IOException {
        if (owned != null) {
            return;
        }
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            owned = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            owned = null; // another context of this process has it
        } finally {
            if (owned == null) {
                channel.close();
            }
        }
        if (owned == null) {
            throw new FileSystemException(
                    folder.toString(),
                    null,
                    "another process or context writes to this spool folder; give each its own");
        }
    }

    /** Makes files of the series ready to be read: those that nothing is added to, and those begun so long ago. */
    void seal(Path folder, String seriesId, Instant begunBy) throws IOException {
        lock.lock();
        try {
            List<Path> files = files(folder.resolve(seriesId));
            if (files.isEmpty()) {
                return;
            }
            own(folder);
            OpenFile current = open.get(seriesId);
            if (current != null && !current.begun.isAfter(begunBy)) {
                open.remove(seriesId);
                current = null;
            }
            for (Path file : files) {
                if (current == null || !file.equals(current.path)) {
                    sealIfPossible(file);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private static List<Path> files(Path series) throws IOException {
        try (Stream<Path> all = Files.list(series)) {
            return all.filter(file -> isOpen(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    /** A name with a point is that of a file which was being sorted; it is written again. */
    private static boolean isOpen(String name) {
        return name.endsWith(OPEN) && !name.startsWith(".");
    }

    /** A disk that is full has no room for a sorted file until other series are appended, which therefore must go on. */
    private static void sealIfPossible(Path file) {
        try {
            seal(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be made ready, which is tried again: {}", file, e.toString());
        }
    }

    /** Each step leaves a file that may be sealed once more. */
    private static void seal(Path file) throws IOException {
        byte[] lines = Files.readAllBytes(file);
        int end = lines.length;
        while (end > 0 && lines[end - 1] != '\n') {
            end--;
        }
        if (end == 0) {
            Files.delete(file);
            return;
        }
        byte[] sorted = sorted(lines, end);
        if (!Arrays.equals(lines, sorted)) {
            Path written = Files.write(file.resolveSibling("." + file.getFileName()), sorted);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        String name = file.getFileName().toString();
        // as old as its first sample, not its last: it has waited since then
        Files.setLastModifiedTime(file, FileTime.fromMillis(begun(name)));
        Files.move(
                file,
                file.resolveSibling(name.substring(0, name.length() - OPEN.length()) + SEALED),
                StandardCopyOption.ATOMIC_MOVE);
    }

    /** In the order of times; of two at one time the later line stays. */
    private static byte[] sorted(byte[] lines, int end) throws IOException {
        try {
            CsvFile csv = CsvFile.of("spool", lines, end);
            return TimeSeriesCsv.bytes(new CsvMerge(null, Long.MIN_VALUE, Long.MAX_VALUE).read(List.of(csv)));
        } catch (MalformedCsvException e) {
            // somebody has changed it: it becomes a dead letter as it is, with the reason, when it is read
            return lines;
        }
    }

    private static long begun(String name) {
        try {
            return Long.parseLong(name.substring(0, name.indexOf('-')));
        } catch (RuntimeException e) {
            return 0; // not a name of ours: the oldest
        }
    }

    @Override
    public void start() {
        // it begins with the first sample
    }

    /** Lets another process have the folder. */
    @Override
    public void stop() {
        lock.lock();
        try {
            open.clear();
            FileLock mine = owned;
            owned = null;
            if (mine != null) {
                mine.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }
}
