package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.base.FileMutex;
import io.fourinsight.client.base.Waiting;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Held by one writer to a cache folder at a time, in whichever process; its file holds how many bytes are in the folder
 * at most.
 */
final class CacheLock implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final FileMutex mutex;

    private CacheLock(FileMutex mutex) {
        this.mutex = mutex;
    }

    /**
     * The lock, or null if others hold it for long; a cache is not worth waiting for.
     *
     * @param file the real path of the lock file, in a folder that exists
     */
    static @Nullable CacheLock acquire(Path file) throws IOException {
        CacheOwner.requireFile(file);
        try {
            return FileMutex.acquire(file, PATIENCE, Waiting.REAL)
                    .map(CacheLock::new)
                    .orElse(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for the cache");
        }
    }

    /** At most so many bytes are in the folder; -1 if that is not known. */
    long total() throws IOException {
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
        return mutex.channel().read(number, 0) == Long.BYTES ? number.flip().getLong() : -1;
    }

    void total(long bytes) throws IOException {
        mutex.channel().write(ByteBuffer.allocate(Long.BYTES).putLong(bytes).flip(), 0);
    }

    @Override
    public void close() {
        mutex.close();
    }
}
