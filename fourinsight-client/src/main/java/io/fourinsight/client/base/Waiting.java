package io.fourinsight.client.base;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How time passes while a thread waits for a file; another one in tests, which then take none. */
public interface Waiting {
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
}
