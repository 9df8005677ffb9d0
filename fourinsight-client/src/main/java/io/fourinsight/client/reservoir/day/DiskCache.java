package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.base.FileModes;
import io.fourinsight.client.base.OwnFiles;
import io.fourinsight.client.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verified day files in a folder that several processes may share; what was not read for longest goes first.
 *
 * <p>An entry is named after the SHA-256 of the file's path and MD5, and its time of modification is when it was last
 * read. Entries appear whole, by a move; what was damaged later is found out when it is read, and removed.
 *
 * <p>One writer at a time counts what it is about to write before it writes it, so that entries and what is being
 * written never take more than the size, also if it dies. To count does not mean to look at each entry every time: the
 * number that writers hand on may be too high, never too low, and is made exact when there seems to be no room.
 */
final class DiskCache extends DayFileCache {

    private static final Logger LOG = LoggerFactory.getLogger(DiskCache.class);
    private static final String FOLDER = "day-files";
    private static final String LOCK = ".lock";
    private static final String UNFINISHED = ".unfinished";

    private record Entry(Path file, long size, FileTime used) {}

    private final Path folder;
    private final long room;
    private final Clock clock;
    private final CacheOwner own = new CacheOwner(OwnFiles.ofProcess());
    private final AtomicBoolean complained = new AtomicBoolean();

    /**
     * See {@link DayFileCache#onDisk}; a folder of its own below the given one, which others may be meant to look into.
     */
    DiskCache(Path directory, long size, Clock clock) {
        this.room = size - Long.BYTES; // of the lock
        this.clock = clock;
        Path wanted = directory.toAbsolutePath().resolve(FOLDER);
        try {
            own.requireOfUser(directory.toAbsolutePath(), wanted);
            FileModes.makeFolder(wanted);
            this.folder = wanted.toRealPath(); // by which its lock is known within the process
        } catch (IOException e) {
            throw new IllegalArgumentException("cacheDirectory '" + directory + "' cannot be used: " + e, e);
        }
    }

    @Override
    @Nullable
    SpooledContent find(ListedFile file, SpoolBudget workspace, int mostInMemory) throws IOException {
        if (file.md5() == null) {
            return null;
        }
        Path entry = entry(file);
        try {
            if (!own.isGood(entry)) {
                return null;
            }
        } catch (IOException e) {
            complain("read", e);
            return null;
        }
        try (FileChannel channel = FileChannel.open(entry, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                Spooler buffer = new Spooler(workspace, mostInMemory)) {
            SpooledContent content = buffer.read(Channels.newInputStream(channel), channel.size());
            if (content.md5().equals(file.md5())) {
                touch(entry);
                return content;
            }
            content.close();
            LOG.warn("The cached copy of day file {} is damaged, it is fetched again", file.name());
            Files.deleteIfExists(entry);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException | UncheckedIOException e) {
            complain("read", e);
        }
        return null;
    }

    /** What has been read is good, whether that can be noted down or not: the folder may be read-only, the entry gone. */
    private void touch(Path entry) {
        try {
            Files.setLastModifiedTime(entry, FileTime.from(clock.instant()));
        } catch (IOException e) {
            LOG.debug("It cannot be noted when {} was last read", entry, e);
        }
    }

    @Override
    void add(ListedFile file, SpooledContent content) {
        if (file.md5() == null || content.size() > room) {
            return;
        }
        try (CacheLock lock = CacheLock.acquire(folder.resolve(LOCK))) {
            Path entry = entry(file);
            if (lock != null && !Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
                makeRoom(lock, content.size());
                write(content, entry);
            }
        } catch (IOException | UncheckedIOException e) {
            complain("written", e);
        }
    }

    /** Counts the bytes that are to come, after removing what they need the room of. */
    private void makeRoom(CacheLock lock, long size) throws IOException {
        long total = lock.total();
        if (total < 0 || total + size > room) {
            // some more than needed, lest the next writer has to look at each entry again
            total = shrink(total < 0 ? room - size : Math.max(0, room - room / 10 - size));
        }
        lock.total(total + size);
    }

    /** Removes the entries not read for longest, until so much is left at most; says how much is left. */
    private long shrink(long target) throws IOException {
        Files.deleteIfExists(folder.resolve(UNFINISHED));
        List<Entry> entries = entries();
        entries.sort(Comparator.comparing(Entry::used));
        long total = entries.stream().mapToLong(Entry::size).sum();
        for (Entry entry : entries) {
            if (total <= target) {
                break;
            }
            Files.deleteIfExists(entry.file());
            total -= entry.size();
        }
        return total;
    }

    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (!name.equals(LOCK)) {
                    try {
                        BasicFileAttributes attributes =
                                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                        entries.add(new Entry(file, attributes.size(), attributes.lastModifiedTime()));
                    } catch (NoSuchFileException e) {
                        // a reader found it damaged and removed it
                        LOG.trace("{} is gone", file);
                    }
                }
            }
        }
        return entries;
    }

    @Override
    public long size() {
        try {
            return entries().stream().mapToLong(Entry::size).sum();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("The size of {} cannot be found out", folder, e);
            return 0;
        }
    }

    /** Under the lock, so that one name is enough, and a file with it is what a process that died has left. */
    private void write(SpooledContent content, Path entry) throws IOException {
        Path unfinished = folder.resolve(UNFINISHED);
        Files.deleteIfExists(unfinished);
        try (FileChannel channel = FileChannel.open(
                        unfinished,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        FileModes.ownerOnly(unfinished));
                OutputStream out = Channels.newOutputStream(channel);
                InputStream in = content.open()) {
            in.transferTo(out);
        }
        Files.setLastModifiedTime(unfinished, FileTime.from(clock.instant()));
        Files.move(unfinished, entry, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path entry(ListedFile file) {
        return folder.resolve(Sha256.hex(file.name() + "\n" + file.md5()));
    }

    /** SingleUse: a full disk would be told of at every file. */
    private void complain(String done, Exception e) {
        boolean ending = Thread.currentThread().isInterrupted();
        if (!ending && complained.compareAndSet(false, true)) {
            LOG.warn("The cache {} cannot be {}, files are fetched from their store: {}", folder, done, e.toString());
        } else {
            LOG.debug("The cache {} cannot be {}", folder, done, e);
        }
    }
}
