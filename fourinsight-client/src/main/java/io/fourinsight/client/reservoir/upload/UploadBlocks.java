package io.fourinsight.client.reservoir.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The samples of an upload, block by block: while one is sent the next is read, so that writing samples as CSV and sending
 * it take both processors. Two blocks are in memory.
 *
 * <p>The MD5 of a block takes longer than the samples take to be written or to be sent, and two threads cannot share it. The
 * reader begins with it and goes on until the sender wants the block; so both have about as much to do.
 */
final class UploadBlocks {

    private final InputStream stream;
    private final Executor executor;
    private UploadBlock current;
    private UploadBlock spare;
    private @Nullable FutureTask<Void> ahead;
    private volatile boolean awaited;

    /** @param executor for reading ahead; what it drops or refuses is read when its turn has come */
    UploadBlocks(UploadBlock first, InputStream stream, Executor executor) {
        this.current = first;
        this.spare = first.another();
        this.stream = stream;
        this.executor = executor;
    }

    /** The block to send, empty behind the last one. */
    UploadBlock current() {
        return current;
    }

    /** Begins to read the block behind the current one, unless that has been begun. */
    void readAhead() {
        if (ahead != null || !current.isFull()) {
            return;
        }
        UploadBlock next = spare;
        awaited = false;
        ahead = new FutureTask<>(() -> {
            next.fill(stream);
            while (!awaited && next.digestPart()) {}
            return null;
        });
        try {
            executor.execute(ahead);
        } catch (RuntimeException | Error e) {
            // Camel is stopping, or the process can have no more threads: the task is left for advance() to run
        }
    }

    /**
     * Goes on to the next block.
     *
     * @throws IOException why it cannot be read
     */
    void advance() throws IOException {
        readAhead();
        UploadBlock sent = current;
        if (ahead == null) {
            spare.clear();
        } else {
            awaited = true;
            // by this thread, unless another has begun with it
            ahead.run();
            await(ahead);
            ahead = null;
        }
        current = spare;
        spare = sent;
    }

    private static void await(FutureTask<Void> task) throws IOException {
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause(); // reading throws no others
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while samples were read");
        }
    }

    /** Ends reading ahead. After this the stream may be closed, and nothing else. */
    void end() {
        awaited = true;
        if (ahead != null) {
            ahead.cancel(true);
        }
    }
}
