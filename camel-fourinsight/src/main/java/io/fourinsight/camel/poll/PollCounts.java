package io.fourinsight.camel.poll;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a consumer has done since it started. */
public final class PollCounts {

    private final LongAdder windows = new LongAdder();
    private final LongAdder samples = new LongAdder();
    private final LongAdder recovered = new LongAdder();
    private final LongAdder fenced = new LongAdder();

    void emitted(@Nullable Integer count, boolean late) {
        windows.increment();
        if (count != null) {
            samples.add(count);
            recovered.add(late ? count : 0);
        }
    }

    /** Whether it is the first time. */
    boolean fenced() {
        boolean first = fenced.sum() == 0;
        fenced.increment();
        return first;
    }

    public long windows() {
        return windows.sum();
    }

    public long samples() {
        return samples.sum();
    }

    /** Samples of late windows and of recoveries. */
    public long recovered() {
        return recovered.sum();
    }

    /** How often another consumer had moved a cursor. */
    public long fencedOff() {
        return fenced.sum();
    }
}
