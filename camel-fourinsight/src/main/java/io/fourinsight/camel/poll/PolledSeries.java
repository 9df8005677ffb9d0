package io.fourinsight.camel.poll;

import io.fourinsight.client.plan.CursorText;
import io.fourinsight.client.plan.RecoveryRequest;
import io.fourinsight.client.plan.SeriesCursor;
import io.fourinsight.client.plan.SeriesState;
import io.fourinsight.client.reservoir.text.Timestamps;
import io.fourinsight.client.window.LateUnits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a consumer stands with one series or group: its cursor, late samples under way, and what operators want again. */
final class PolledSeries extends PolledCursor<SeriesState> {

    private final PollSetup setup;
    private final PolledSource source;

    private @Nullable LateUnits lateUnits;
    private List<RecoveryRequest> recoveries = List.of();
    private @Nullable Instant lastRound;

    PolledSeries(String id, PollSetup setup, PolledSource source) {
        super(id, setup.basics());
        this.setup = setup;
        this.source = source;
    }

    @Override
    String subject() {
        return "series " + id();
    }

    @Override
    SeriesState restored(@Nullable String text) {
        SeriesCursor beginning = setup.beginning();
        return SeriesState.restored(text == null ? beginning : CursorText.parse(key(), text));
    }

    @Override
    String text(SeriesState of) {
        return CursorText.format(of.cursor());
    }

    @Override
    void forget() {
        lateUnits = null;
    }

    @Override
    boolean turn(Emitter emitter) throws Exception {
        return new SeriesTurn(this, source.members(), source.reader(id()), setup, emitter).run();
    }

    @Override
    void refresh(@Nullable String text, @Nullable String requests) {
        List<RecoveryRequest> read = setup.cursors().recoveries(id(), requests);
        under(() -> {
            recoveries = List.copyOf(read);
            super.refresh(text, requests);
        });
    }

    List<RecoveryRequest> recoveries() {
        return locked(() -> recoveries);
    }

    /** A window of a recovery was delivered, or a recovery has come to its end. */
    void recovered(RecoveryRequest before, @Nullable RecoveryRequest after) {
        under(() -> recoveries = setup.cursors().changeRecoveries(id(), present -> {
            List<RecoveryRequest> next = new ArrayList<>(present);
            int place = next.indexOf(before);
            if (place >= 0 && after == null) {
                next.remove(place);
            } else if (place >= 0) {
                next.set(place, after);
            }
            return next;
        }));
    }

    /** Periods or windows with late samples of which some are delivered, and others are not yet; null if there are none. */
    @Nullable
    LateUnits lateUnits() {
        return locked(() -> lateUnits);
    }

    void keep(@Nullable LateUnits units) {
        under(() -> lateUnits = units);
    }

    boolean isRoundDue(Instant now) {
        return locked(() -> lastRound == null || !now.isBefore(lastRound.plus(setup.recoveryInterval())));
    }

    void roundCompleted(Instant now) {
        under(() -> lastRound = now);
    }

    private String text(RecoveryRequest request) {
        return Timestamps.instant(request.from()) + " to " + Timestamps.instant(request.to()) + ": "
                + request.windows() + " of " + setup.planner().windows(request) + " windows, " + request.samples()
                + " samples, since " + Timestamps.instant(request.since());
    }

    @Override
    Report report() {
        return locked(() -> {
            SeriesState known = known();
            return report(
                    id(),
                    known == null ? null : known.cursor().position(),
                    recoveries.stream().map(this::text).toList());
        });
    }
}
