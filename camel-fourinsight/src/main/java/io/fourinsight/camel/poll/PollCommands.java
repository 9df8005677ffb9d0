package io.fourinsight.camel.poll;

import io.fourinsight.camel.poll.cursor.ConsumerCursors;
import io.fourinsight.client.plan.CursorText;
import io.fourinsight.client.plan.Planner;
import io.fourinsight.client.plan.RecoveryRequest;
import io.fourinsight.client.plan.SeriesCursor;
import io.fourinsight.client.plan.SeriesState;
import io.fourinsight.client.reservoir.TimeExpression;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may do with the cursors of a consumer: have samples emitted again, and set a cursor back.
 *
 * <p>It writes into the repository, on whichever node it is; the consumer of the node that leads reads it there at its
 * next poll, and goes on with it after a restart.
 */
public final class PollCommands {

    private final ConsumerCursors cursors;
    private final Planner planner;
    private final PollSetup.Begin begin;
    private final Clock clock;

    PollCommands(ConsumerCursors cursors, Planner planner, PollSetup.Begin begin, Clock clock) {
        this.cursors = cursors;
        this.planner = planner;
        this.begin = begin;
        this.clock = clock;
    }

    private SeriesCursor cursor(@Nullable String stored, String series) {
        return stored == null ? planner.begin(begin.nanos()) : CursorText.parse(cursors.key(series), stored);
    }

    private static long nanos(String option, String time, Instant now) {
        return TimeExpression.parse(option, time).nanos(now);
    }

    /**
     * Has the samples of a time emitted once more, window by window.
     *
     * @param from first moment, written like the option {@code start}
     * @param to first moment after it
     * @return how much that is, for people
     * @throws IllegalArgumentException if nothing was emitted between them
     */
    public String recover(String series, String from, String to) {
        Instant now = clock.instant();
        RecoveryRequest request = planner.recover(
                cursor(cursors.read(series), series),
                nanos("from", from, now),
                nanos("to", to, now),
                Timestamps.nanos(now));
        cursors.changeRecoveries(series, present -> {
            List<RecoveryRequest> next = new ArrayList<>(present);
            next.add(request);
            return next;
        });
        cursors.changeEdition();
        return "series " + series + " from " + Timestamps.instant(request.from()) + " to "
                + Timestamps.instant(request.to()) + ": " + planner.windows(request) + " windows";
    }

    /**
     * Sets a cursor back, so that everything since then comes again as live windows.
     *
     * @return where it stands now, for people
     * @throws IllegalArgumentException if that is not before the cursor
     * @throws IllegalStateException if the cursor moved meanwhile
     */
    public String rewind(String series, String to) {
        String stored = cursors.read(series);
        SeriesState present = SeriesState.restored(cursor(stored, series));
        SeriesState rewound = planner.rewind(present, nanos("to", to, clock.instant()));
        if (!cursors.move(series, stored, CursorText.format(rewound.cursor()))) {
            throw new IllegalStateException("The cursor of series " + series + " moved meanwhile; try it again");
        }
        cursors.changeEdition();
        return "series " + series + " goes on from "
                + Timestamps.instant(rewound.cursor().position());
    }
}
