package io.fourinsight.camel.poll;

import io.fourinsight.camel.poll.cursor.ConsumerCursors;
import io.fourinsight.client.plan.CursorFormatException;
import io.fourinsight.client.window.Backoff;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that has turns and a cursor, such as a series: where it stands, what is in flight, and what went wrong last.
 *
 * <p>Turns read and deliver; exchanges report their end, from any thread and at any time. Both meet here, under one lock,
 * which nobody holds while an exchange is processed.
 *
 * @param <S> the state: the cursor, and what was learnt beside it
 */
abstract class PolledCursor<S> {

    private static final Logger LOG = LoggerFactory.getLogger(PolledCursor.class);

    /** A text to store, and the state that holds once it is stored. */
    private record Move<S>(S state, String text) {}

    /** Key, present and next value of a cursor. */
    record CursorMove(String key, @Nullable String expected, String next) {}

    private final String id;
    private final PollBasics basics;
    private final ReentrantLock lock = new ReentrantLock();
    private final Backoff backoff;

    private @Nullable S state; // null until its cursor is read, or is to be read anew
    private @Nullable String stored; // null if nothing is
    private @Nullable Move<S> unwritten; // of which nobody knows whether it was written
    private boolean doubtful; // a route that failed may have moved the cursor all the same
    private @Nullable Delivery<S> inFlight;
    private @Nullable Instant inFlightSince;
    private @Nullable Instant lastTurn;
    private boolean broken;

    /** @param id what its cursor is stored by */
    PolledCursor(String id, PollBasics basics) {
        this.id = id;
        this.basics = basics;
        this.backoff = new Backoff(basics.delay());
    }

    /** For people, such as {@code series 5}. */
    abstract String subject();

    /**
     * The state at a stored cursor, or at the beginning if there is none.
     *
     * @param text what is stored, null if nothing is
     * @throws CursorFormatException if that is no cursor
     */
    abstract S restored(@Nullable String text);

    /** The cursor of a state, as it is stored. */
    abstract String text(S of);

    /** Another consumer or an operator has moved the cursor: what is known beside it is worth nothing. With the lock. */
    abstract void forget();

    /** Something was not delivered, or could not be asked for. With the lock. */
    void missed() {}

    /**
     * Has a turn.
     *
     * @return whether it wants another one at once
     */
    abstract boolean turn(Emitter emitter) throws Exception;

    final <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    final void under(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }

    final String id() {
        return id;
    }

    final String key() {
        return basics.cursors().key(id);
    }

    /** Begins at a stored cursor, or at the beginning if there is none. */
    final void begin(@Nullable String text) {
        lock.lock();
        try {
            stored = text;
            state = restored(text);
        } catch (CursorFormatException e) {
            broken = true;
            backoff.failed(e, basics.now());
            LOG.error("The {} stands still: {}", subject(), e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /** Whether an exchange has left, and its end was not reported. */
    final boolean isInFlight() {
        return locked(() -> inFlight != null);
    }

    /** Whether it could have a turn now. */
    final boolean isReady(Instant now) {
        return locked(() -> !broken && inFlight == null && backoff.isOver(now));
    }

    /** As {@link #isReady}, and the last turn is a delay ago. */
    final boolean isDue(Instant now) {
        return locked(() -> isReady(now) && (lastTurn == null || !now.isBefore(lastTurn.plus(basics.delay()))));
    }

    /**
     * Begins a turn, and first brings the cursor into order.
     *
     * @return where it stands, null if it can have no turn now
     */
    final @Nullable S beginTurn(Instant now) {
        lock.lock();
        try {
            if (!isReady(now)) {
                return null;
            }
            lastTurn = now;
            Move<S> move = unwritten;
            if (move != null) {
                unwritten = null;
                return store(move, true) ? state : null;
            }
            if (state == null || doubtful) {
                reread();
            }
            return state;
        } finally {
            lock.unlock();
        }
    }

    private void reread() {
        String text = basics.cursors().read(id);
        doubtful = false;
        if (state == null || !Objects.equals(text, stored)) {
            forget();
            begin(text);
        }
    }

    final S state() {
        lock.lock();
        try {
            if (state == null) {
                throw new IllegalStateException("The cursor of the " + subject() + " is to be read anew");
            }
            return state;
        } finally {
            lock.unlock();
        }
    }

    /** Moves the cursor without an exchange; false if the turn is over. */
    final boolean move(S next) {
        return locked(() -> store(new Move<>(next, text(next)), false));
    }

    private boolean store(Move<S> move, boolean again) {
        if (move.text.equals(stored)) {
            state = move.state;
            return true;
        }
        try {
            ConsumerCursors cursors = basics.cursors();
            boolean moved = again ? cursors.moveAgain(id, stored, move.text) : cursors.move(id, stored, move.text);
            if (!moved) {
                fenced();
                return false;
            }
            stored = move.text;
            state = move.state;
            return true;
        } catch (RuntimeException e) {
            // It may have been written all the same: next time only the writing is repeated, never the exchange.
            unwritten = move;
            backoff.failed(e, basics.now());
            LOG.warn(
                    "The cursor of the {} may not have been written, and is tried again: {}",
                    subject(),
                    e.getMessage());
            return false;
        }
    }

    /** Another consumer has moved the cursor: what this one knows of it is worth nothing. */
    private void fenced() {
        state = null;
        stored = null;
        forget();
        backoff.rest(basics.now(), basics.delay().multipliedBy(3));
        if (basics.counts().fenced()) {
            LOG.warn(
                    "The cursor of the {} was moved by another consumer; what was delivered last may come twice. If two"
                            + " routes or nodes are meant to share the work, give each a shard or use master:",
                    subject());
        }
    }

    /**
     * Takes over what an operator has changed: the cursor, unless something is in flight.
     *
     * @param recoveries what is to be emitted once more, as it is stored; null if nothing is
     */
    void refresh(@Nullable String text, @Nullable String recoveries) {
        lock.lock();
        try {
            if (inFlight == null && unwritten == null && !Objects.equals(text, stored)) {
                forget();
                broken = false;
                begin(text);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What the headers of an exchange say about the cursor, for a route that moves it in its own transaction. */
    final CursorMove planned(UnaryOperator<S> after) {
        return locked(() -> new CursorMove(key(), stored, text(after.apply(state()))));
    }

    /** An exchange leaves for a route; until its end is reported, there is no other. */
    final void depart(Delivery<S> delivery) {
        lock.lock();
        try {
            inFlight = delivery;
            inFlightSince = basics.now();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks what became of an exchange once it was processed.
     *
     * @return false if it is still in flight; then its end gives another turn
     */
    final boolean isBack(Delivery<S> delivery) {
        lock.lock();
        try {
            if (inFlight == delivery) {
                delivery.wakesPolled();
                return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** What was in flight was delivered. */
    final void completed(Delivery<S> delivery) {
        lock.lock();
        try {
            if (inFlight != delivery) {
                return;
            }
            S next = delivery.after(state());
            inFlight = null;
            delivery.delivered();
            if (store(new Move<>(next, text(next)), false)) {
                backoff.succeeded();
                delivery.succeeded();
            }
        } catch (RuntimeException e) {
            failed(delivery, e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * What was in flight was not delivered, and is planned again later.
     *
     * <p>The cursor is read before that: a route that moves it in its own transaction may have failed after its commit, or
     * because the answer to it was lost.
     */
    final void failed(Delivery<S> delivery, Throwable e) {
        lock.lock();
        try {
            if (inFlight == delivery) {
                inFlight = null;
                doubtful = true;
                failed(e);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A turn failed, or its exchange. */
    final void failed(Throwable e) {
        lock.lock();
        try {
            backoff.failed(e, basics.now());
            missed();
        } finally {
            lock.unlock();
        }
    }

    /** The service knows no such thing: it is asked for again when there could be others. */
    final void gone(Throwable e) {
        lock.lock();
        try {
            failed(e);
            backoff.rest(basics.now(), basics.discoveryInterval());
        } finally {
            lock.unlock();
        }
    }

    /** A turn came to its end. */
    final void succeeded() {
        lock.lock();
        try {
            if (inFlight == null && unwritten == null && state != null) {
                backoff.succeeded();
            }
        } finally {
            lock.unlock();
        }
    }

    /** For people. */
    abstract Report report();

    final Report report(String name, @Nullable Long position, List<String> recoveries) {
        return new Report(
                name, stored, position, backoff.error(), inFlight == null ? null : inFlightSince, recoveries, broken);
    }

    /** Null as {@link #state} throws. */
    final @Nullable S known() {
        return state;
    }

    /**
     * Where something stands that is polled.
     *
     * @param id for people
     * @param cursor as it is stored, null if it is not
     * @param position nanoseconds since the epoch, null if the cursor is not known now, or is not one of times
     */
    record Report(
            String id,
            @Nullable String cursor,
            @Nullable Long position,
            @Nullable Throwable error,
            @Nullable Instant inFlightSince,
            List<String> recoveries,
            boolean broken) {}
}
