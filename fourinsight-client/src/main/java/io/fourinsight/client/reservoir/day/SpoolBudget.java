package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.base.FileModes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The memory and the temporary files that one reading may use for the content of its day files.
 *
 * <p>What does not fit into the memory goes into files. These have no name any more once they are open, where the
 * system can do that, so that even a process which is killed leaves none behind.
 */
final class SpoolBudget implements Closeable {

    /** How much of one day is kept in memory. */
    static final int DAY_LIMIT = 16 << 20;

    /** How much of all days is: several are fetched at once, and a small heap must do. */
    private static final int LIMIT = 2 * DAY_LIMIT;

    private final Path folder;
    private final Semaphore memory = new Semaphore(LIMIT);
    private final Set<SpooledContent> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    SpoolBudget() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    SpoolBudget(Path folder) {
        this.folder = folder;
    }

    /** Whether so many bytes may be kept in memory; if so they must be given back. */
    boolean tryReserve(int bytes) {
        return memory.tryAcquire(bytes);
    }

    void giveBack(int bytes) {
        memory.release(bytes);
    }

    /** A new temporary file that only the user can read, and that is gone when it is closed. */
    FileChannel newFile() throws IOException {
        Path file = folder.resolve("fourinsight-" + UUID.randomUUID() + ".day");
        return FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE),
                FileModes.ownerOnly(file));
    }

    /** Takes charge of a content: it is closed with this workspace, if not before. */
    void add(SpooledContent content) throws IOException {
        open.add(content);
        // Looked at after adding: a thread that closes in between has either seen the content, or is seen here.
        if (closed) {
            content.close();
            throw new IOException("The reading was ended");
        }
    }

    void remove(SpooledContent content) {
        open.remove(content);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        IOException failure = null;
        for (SpooledContent content : open) {
            try {
                content.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
