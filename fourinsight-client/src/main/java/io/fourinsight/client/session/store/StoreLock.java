package io.fourinsight.client.session.store;

import io.fourinsight.client.base.FileMutex;
import io.fourinsight.client.base.Waiting;
import io.fourinsight.client.session.token.TokenFetchException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Waits for a token file, with failures as a session has them. */
final class StoreLock {
    private StoreLock() {}

    /**
     * Waits for the lock.
     *
     * @param file the real path of the lock file, in a folder that exists
     * @return empty if others held it all the time
     */
    static Optional<FileMutex> acquire(Path file, Duration timeout, Waiting waiting) throws TokenFetchException {
        try {
            return FileMutex.acquire(file, timeout, waiting);
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (AccessDeniedException e) {
            throw TokenFileErrors.denied(file);
        } catch (IOException e) {
            throw TokenFileErrors.failed(file, "locked", e);
        }
    }

    /** Sleeps, or fails if the thread is asked to stop. */
    static void pause(Waiting waiting, Duration time) throws TokenFetchException {
        try {
            waiting.sleep(time);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static TokenFetchException interrupted() {
        Thread.currentThread().interrupt();
        return TokenFetchException.unavailable("interrupted", "the thread was interrupted while it waited");
    }
}
