package io.fourinsight.camel.poll.cursor;

import io.fourinsight.client.plan.CursorText;
import io.fourinsight.client.plan.RecoveryRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The cursors of one consumer: what is stored under its name, and how it is moved. */
public final class ConsumerCursors {

    private static final String RECOVERY = "/recovery";
    private static final String EDITION = "//edition"; // no series has an empty id

    private final CursorRepository repository;
    private final String name;

    public ConsumerCursors(CursorRepository repository, String name) {
        this.repository = repository;
        this.name = name;
    }

    public String key(String series) {
        return name + "/" + series;
    }

    /** The stored cursors of these series, by key. */
    public Map<String, String> read(Collection<String> series) {
        return repository.getStates(name, series);
    }

    public @Nullable String read(String series) {
        return repository.getState(key(series));
    }

    /**
     * Moves a cursor; one that stands there already counts as moved, since the route may have done it.
     *
     * @param expected null if none is stored
     * @return false if another one moved it
     */
    public boolean move(String series, @Nullable String expected, String next) {
        String key = key(series);
        return repository.compareAndSet(key, expected, next) || next.equals(repository.getState(key));
    }

    /** As {@link #move}, after a writing of which nobody knows whether it happened: the cursor is read first. */
    public boolean moveAgain(String series, @Nullable String expected, String next) {
        String stored = repository.getState(key(series));
        return next.equals(stored) || Objects.equals(stored, expected) && move(series, expected, next);
    }

    /**
     * Where series without a cursor begin. The first consumer of that name decides it, once and for all.
     *
     * @param wanted nanoseconds since the epoch
     */
    public long beginning(long wanted) {
        String stored = repository.getState(name);
        if (stored == null) {
            String text = CursorText.formatBeginning(wanted);
            stored = repository.compareAndSet(name, null, text) ? text : repository.getState(name);
        }
        return CursorText.parseBeginning(name, Objects.requireNonNull(stored, name));
    }

    /** Whether a consumer of that name has decided where series without a cursor begin. */
    public boolean hasBeginning() {
        return repository.getState(name) != null;
    }

    /** The recoveries of these series that were asked for, as they are stored, by key. */
    public Map<String, String> readRecoveries(Collection<String> series) {
        return repository.getStates(
                name, series.stream().map(id -> id + RECOVERY).toList());
    }

    public String recoveryKey(String series) {
        return key(series) + RECOVERY;
    }

    public List<RecoveryRequest> recoveries(String series, @Nullable String stored) {
        return stored == null ? List.of() : CursorText.parseRecoveries(recoveryKey(series), stored);
    }

    /**
     * Changes the recoveries of a series; another node may do so at the same time.
     *
     * @return those that are there then
     */
    public List<RecoveryRequest> changeRecoveries(String series, UnaryOperator<List<RecoveryRequest>> change) {
        String key = recoveryKey(series);
        while (true) {
            String stored = repository.getState(key);
            List<RecoveryRequest> next = change.apply(recoveries(series, stored));
            if (repository.compareAndSet(key, stored, CursorText.formatRecoveries(next))) {
                return next;
            }
        }
    }

    /** Another text each time that an operator has changed something; null if nobody ever has. */
    public @Nullable String edition() {
        return repository.getState(name + EDITION);
    }

    /** Tells the consumer that it is to read again what it knows. */
    public void changeEdition() {
        String key = name + EDITION;
        boolean changed = false;
        while (!changed) {
            String stored = repository.getState(key);
            long next = stored == null ? 1 : Long.parseLong(stored) + 1;
            changed = repository.compareAndSet(key, stored, Long.toString(next));
        }
    }

    public void flush() {
        repository.flush();
    }
}
