package io.fourinsight.client.base;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock on a file that one thread of one process holds at a time, also while that process is stopped; the system gives
 * it back when the process dies.
 *
 * <p>It is two locks in one. Between processes it is a {@link FileLock}, which belongs to the process as a whole: on
 * POSIX systems a process drops it when it closes <em>any</em> channel of the file. So a thread takes another lock within
 * the process first, and only the holder of that one opens the file. Nobody may delete the file: a lock on a deleted file
 * locks nobody out.
 *
 * <p>The lock within the process must hold between class loaders, because one JVM may load a component twice. Class
 * loaders share the classes of the JDK, and the system properties are the one map among those with an atomic "put if
 * absent". Its value is text, because programs that print or store the properties fail on anything else. (The monitor of
 * an interned string would be shared too, but nobody can wait for a monitor with a time limit.)
 */
public final class FileMutex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileMutex.class);
    private static final String PROPERTY = "io.fourinsight.held:";
    private static final Duration PAUSE = Duration.ofMillis(5);

    /** Channels that must not be closed, not even by the garbage collector, see {@link #close()}. */
    private static final Queue<FileChannel> LEFT_OPEN = new ConcurrentLinkedQueue<>();

    private final Path file;
    private final String property;
    private final Properties properties = System.getProperties(); // somebody may put others in their place meanwhile
    private @Nullable FileChannel channel; // null until the lock within the process is held
    private @Nullable FileLock lock;
    private boolean heldInProcess;
    private boolean overlapping;

    private FileMutex(Path file) {
        this.file = file;
        this.property = PROPERTY + file;
    }

    /**
     * Waits for the lock.
     *
     * @param file the real path of the lock file, in a folder that exists
     * @return empty if others held it all the time
     */
    public static Optional<FileMutex> acquire(Path file, Duration timeout, Waiting waiting)
            throws IOException, InterruptedException {
        FileMutex lock = new FileMutex(file);
        long start = waiting.nanoTime();
        boolean acquired = false;
        try {
            while (!lock.tryLock()) {
                if (waiting.nanoTime() - start >= timeout.toNanos()) {
                    return Optional.empty();
                }
                waiting.sleep(PAUSE);
            }
            acquired = true;
            return Optional.of(lock);
        } finally {
            if (!acquired) {
                lock.close();
            }
        }
    }

    /** The file, for its holder to note something in it; not to be closed. */
    public FileChannel channel() {
        return Objects.requireNonNull(channel); // the holder has it open
    }

    private boolean tryLock() throws IOException {
        if (!heldInProcess) {
            heldInProcess =
                    properties.putIfAbsent(property, Thread.currentThread().getName()) == null;
            if (!heldInProcess) {
                return false;
            }
        }
        if (channel == null) {
            channel = FileChannel.open(
                    file,
                    Set.of(
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS),
                    FileModes.ownerOnly(file));
        }
        try {
            lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // held in this process after all: the properties were replaced, or the path looks like another
            overlapping = true;
            return false;
        }
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.release();
            }
            if (overlapping && lock == null) {
                LEFT_OPEN.add(channel); // a descriptor is lost, rather than the lock that somebody relies on
            } else if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // what was done under the lock is done; if the system keeps the lock, the next one will say so
            LOG.warn("{} cannot be given back: {}", file, e.toString());
        } finally {
            if (heldInProcess) {
                properties.remove(property);
            }
        }
    }
}
