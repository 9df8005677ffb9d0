package io.fourinsight.camel.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Held by one session of one process at a time, also if that process is stopped; given back when it dies.
 *
 * <p>Two locks in one. Between processes a {@link FileLock}; it belongs to the process as a whole, and on POSIX systems
 * closing <em>any</em> channel of the file drops it. So within the process comes another lock first, and only its
 * holder ever opens the file, which is never deleted: who locks a deleted file locks nobody out.
 *
 * <p>The lock within the process must hold between class loaders, as a component may be loaded twice in one JVM. What
 * they share is classes of the JDK, and of those the system properties are the map with an atomic "put if absent".
 * Text as value, because programs that print or store the properties trip over anything else. (An interned string as
 * monitor would do too, but nobody can wait for a monitor with a time limit.)
 */
final class StoreLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreLock.class);
    private static final String PROPERTY = "io.fourinsight.camel.session.held:";
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Channels that must not be closed, not even by the garbage collector, see {@link #close()}. */
    private static final Queue<FileChannel> LEFT_OPEN = new ConcurrentLinkedQueue<>();

    private final Path file;
    private final String property;
    private final Properties properties = System.getProperties(); // somebody may put others in their place meanwhile
    private FileChannel channel;
    private FileLock lock;
    private boolean heldInProcess;
    private boolean overlapping;

    private StoreLock(Path file) {
        this.file = file;
        this.property = PROPERTY + file;
    }

    /**
     * Waits for the lock.
     *
     * @param file the real path of the lock file, in a folder that exists
     * @return empty if others held it all the time
     */
    static Optional<StoreLock> acquire(Path file, Duration timeout, Waiting waiting) throws TokenFetchException {
        StoreLock lock = new StoreLock(file);
        long start = waiting.nanoTime();
        boolean acquired = false;
        try {
            while (!lock.tryLock()) {
                if (waiting.nanoTime() - start >= timeout.toNanos()) {
                    return Optional.empty();
                }
                waiting.pause(PAUSE);
            }
            acquired = true;
            return Optional.of(lock);
        } catch (AccessDeniedException e) {
            throw TokenFileErrors.denied(file);
        } catch (IOException e) {
            throw TokenFileErrors.failed(file, "locked", e);
        } finally {
            if (!acquired) {
                lock.close();
            }
        }
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
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                    RealDisk.mode(file, "rw-------"));
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
