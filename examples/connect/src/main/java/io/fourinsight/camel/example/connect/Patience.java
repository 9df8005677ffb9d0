package io.fourinsight.camel.example.connect;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Asks another process again and again, until it answers as it shall. */
final class Patience {

    private static final long BETWEEN_NANOS = Duration.ofMillis(200).toNanos();

    private Patience() {}

    /** What is asked; that the other does not answer yet is as good as a no. */
    @FunctionalInterface
    interface Question {

        boolean isSo() throws IOException;
    }

    /**
     * Returns when it is so.
     *
     * @param otherwise what to say if it is not so in time
     */
    static void until(Duration most, Question question, Supplier<String> otherwise) {
        long end = System.nanoTime() + most.toNanos();
        IOException last = null;
        while (System.nanoTime() < end) {
            try {
                if (question.isSo()) {
                    return;
                }
            } catch (IOException e) {
                last = e;
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        throw new IllegalStateException(otherwise.get(), last);
    }
}
