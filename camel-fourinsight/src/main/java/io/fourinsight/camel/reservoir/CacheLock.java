package io.fourinsight.camel.reservoir;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held by one writer to a cache folder at a time, in whichever process; its file holds how many bytes are in the folder
 * at most.
 *
 * <p>On POSIX systems a process loses its file lock when it closes any channel of the file. So within the process comes
 * another lock first, and only its holder opens the file. Should the component be loaded twice into one process, two may
 * write at once after all; that can cost entries, but never a wrong answer, as each is verified when it is read.
 */
final class CacheLock implements Closeable {

    private static final Map<Path, ReentrantLock> OF_PROCESS = new ConcurrentHashMap<>();
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final ReentrantLock ofProcess;
    private final FileChannel channel;

    private CacheLock(ReentrantLock ofProcess, FileChannel channel) {
        this.ofProcess = ofProcess;
        this.channel = channel;
    }

    /** The lock, or null if others hold it for long; a cache is not worth waiting for. */
    static CacheLock acquire(Path file) throws IOException {
        ReentrantLock ofProcess = OF_PROCESS.computeIfAbsent(file, key -> new ReentrantLock());
        try {
            if (!ofProcess.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return null;
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        CacheLock lock = null;
        try {
            lock = ofFile(ofProcess, file);
            return lock;
        } finally {
            if (lock == null) {
                ofProcess.unlock();
            }
        }
    }

    private static CacheLock ofFile(ReentrantLock ofProcess, Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                FileModes.ownerOnly(file));
        boolean locked = false;
        try {
            for (long waited = 0; !locked && waited <= PATIENCE.toMillis(); waited += PAUSE.toMillis()) {
                locked = tryLock(channel);
                if (!locked) {
                    TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
                }
            }
            return locked ? new CacheLock(ofProcess, channel) : null;
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("Interrupted while waiting for the cache");
    }

    /** At most so many bytes are in the folder; -1 if that is not known. */
    long total() throws IOException {
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
        return channel.read(number, 0) == Long.BYTES ? number.flip().getLong() : -1;
    }

    void total(long bytes) throws IOException {
        channel.write(ByteBuffer.allocate(Long.BYTES).putLong(bytes).flip(), 0);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            ofProcess.unlock();
        }
    }
}
