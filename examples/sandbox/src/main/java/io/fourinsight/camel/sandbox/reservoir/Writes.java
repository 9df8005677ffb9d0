package io.fourinsight.camel.sandbox.reservoir;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What clients have written into series, the last {@value #REMEMBERED} times. */
public final class Writes {

    static final int REMEMBERED = 500;

    /**
     * One change of a series.
     *
     * @param number counts up from 1
     * @param what {@code created}, {@code appended} or {@code removed}
     * @param samples how many its file has, 0 without one
     * @param first nanoseconds since the epoch, like the last one
     */
    public record Write(long number, Instant at, String what, String seriesId, long samples, long first, long last) {}

    private final Clock clock;
    private final Deque<Write> last = new ArrayDeque<>();
    private long number;

    Writes(Clock clock) {
        this.clock = clock;
    }

    /** Those after a number, the oldest first. */
    public synchronized List<Write> after(long number) {
        return last.stream().filter(write -> write.number() > number).toList();
    }

    void file(String what, String seriesId, SeriesFile file) {
        FileContent content = file.content();
        add(what, seriesId, content.size(), content.firstTimestamp(), content.lastTimestamp());
    }

    void series(String what, String seriesId) {
        add(what, seriesId, 0, 0, 0);
    }

    private synchronized void add(String what, String seriesId, long samples, long first, long end) {
        last.addLast(new Write(++number, clock.instant(), what, seriesId, samples, first, end));
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
    }
}
