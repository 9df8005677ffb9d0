package io.fourinsight.camel.soak;

import io.fourinsight.camel.poll.cursor.CursorRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The disk of two nodes: cursors that they share, and a cache of day files. While it is full, no cursor is moved and no
 * file is made: a file stands where the folder was, which no right of the process overcomes.
 */
final class FullDisk extends ServiceSupport implements CursorRepository {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Map<String, String> cursors = new ConcurrentHashMap<>();
    private final Path files;
    private final Path aside;
    private boolean full;
    private int refusals;

    FullDisk(Path cache) {
        this.files = cache.resolve("day-files");
        this.aside = cache.resolve("aside");
    }

    synchronized void fill() {
        full = true;
        try {
            Files.move(files, aside);
            Files.createFile(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void makeRoom() {
        full = false;
        try {
            Files.delete(files);
            Files.move(aside, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many writes of cursors have failed. */
    synchronized int refusals() {
        return refusals;
    }

    /** Waits until so many have. */
    synchronized void awaitRefusals(int wanted) throws InterruptedException {
        long start = System.nanoTime();
        while (refusals < wanted) {
            long left = PATIENCE - (System.nanoTime() - start);
            if (left <= 0) {
                throw new AssertionError("in vain waited for " + wanted + " refused cursors, not " + refusals);
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        }
    }

    private synchronized void requireRoom() {
        if (full) {
            refusals++;
            notifyAll();
            throw new UnavailableException("No space left on device", null);
        }
    }

    @Override
    public boolean compareAndSet(String key, String expected, String next) {
        requireRoom();
        return expected == null ? cursors.putIfAbsent(key, next) == null : cursors.replace(key, expected, next);
    }

    @Override
    public String getState(String key) {
        return cursors.get(key);
    }

    @Override
    public void setState(String key, String value) {
        requireRoom();
        cursors.put(key, value);
    }

    @Override
    public boolean isShared() {
        return true;
    }
}
