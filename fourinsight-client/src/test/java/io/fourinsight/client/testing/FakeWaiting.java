package io.fourinsight.client.testing;

import io.fourinsight.client.base.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** Time that passes only while a thread waits, and costs none. */
public final class FakeWaiting implements Waiting {
    private final Queue<Event> events = new ArrayDeque<>();
    private long now;
    private int pauses;

    /** What happens while somebody waits. */
    @FunctionalInterface
    public interface Event {
        void happen() throws IOException;
    }

    /** Lets something happen at the next pause that has nothing yet. */
    public void then(Event event) {
        events.add(event);
    }

    public int pauses() {
        return pauses;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void sleep(Duration time) {
        now += time.toNanos();
        pauses++;
        Event event = events.poll();
        if (event != null) {
            try {
                event.happen();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
