package io.fourinsight.client.base;

import java.time.Duration;

/** Waits between two attempts; a parameter, so that tests need not. */
@FunctionalInterface
public interface Pause {

    void pause(Duration duration) throws InterruptedException;
}
