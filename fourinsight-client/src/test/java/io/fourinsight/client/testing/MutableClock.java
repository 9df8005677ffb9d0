package io.fourinsight.client.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes only when a test moves it, either way. */
public final class MutableClock extends Clock {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicLong millis = new AtomicLong(START.toEpochMilli());
    private final AtomicReference<Runnable> afterNextRead = new AtomicReference<>();

    public void advance(Duration duration) {
        millis.addAndGet(duration.toMillis());
    }

    /** Lets something happen to the next reader of the clock, after it has read. */
    public void afterNextRead(Runnable event) {
        afterNextRead.set(event);
    }

    @Override
    public long millis() {
        long read = millis.get();
        Runnable event = afterNextRead.getAndSet(null);
        if (event != null) {
            event.run();
        }
        return read;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
