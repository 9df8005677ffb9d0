package io.fourinsight.client.window;

import io.fourinsight.client.plan.Planner.Stretch;
import io.fourinsight.client.plan.SeriesState;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The periods or windows that late samples of a day are in, as far as they are still to be delivered. */
public final class LateUnits {

    private final Queue<Stretch> rest;
    private final UnaryOperator<SeriesState> end;

    /** @param end the state once all of them were delivered */
    public LateUnits(Collection<Stretch> stretches, UnaryOperator<SeriesState> end) {
        this.rest = new ConcurrentLinkedQueue<>(stretches);
        this.end = end;
    }

    /** Null if all were delivered. */
    public @Nullable Stretch next() {
        return rest.peek();
    }

    public void delivered() {
        rest.remove();
    }

    /** The state once the next one was delivered: only the last one moves the cursor. */
    public SeriesState after(SeriesState state) {
        return rest.size() == 1 ? end(state) : state;
    }

    public SeriesState end(SeriesState state) {
        return end.apply(state);
    }
}
