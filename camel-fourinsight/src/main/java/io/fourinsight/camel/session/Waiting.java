package io.fourinsight.camel.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How time passes for who waits for a file; another one in tests, which then take none. */
interface Waiting {
    Waiting REAL = new Waiting() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
    };

    long nanoTime();

    void sleep(Duration time) throws InterruptedException;

    /** Sleeps, or fails if the thread is asked to stop. */
    default void pause(Duration time) throws TokenFetchException {
        try {
            sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw TokenFetchException.unavailable("interrupted", "the thread was interrupted while it waited");
        }
    }
}
