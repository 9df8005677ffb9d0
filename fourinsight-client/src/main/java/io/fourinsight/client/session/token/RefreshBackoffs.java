package io.fourinsight.client.session.token;

import io.fourinsight.client.session.Credential;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;

/**
 * The gates of a context, one per credential, for as long as they are needed.
 *
 * <p>A gate goes when nobody uses it, unless it is closed: a route that is restarted must not try a refused
 * credential anew each time.
 */
public final class RefreshBackoffs {
    private static final class Entry {
        final RefreshBackoff gate;
        int users;

        Entry(RefreshBackoff gate) {
            this.gate = gate;
        }

        boolean isNeeded() {
            return users > 0 || !gate.isOpen();
        }
    }

    private final Clock clock;
    private final DoubleSupplier random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Credential, Entry> entries = new HashMap<>(); // guarded by lock

    public RefreshBackoffs(Clock clock, DoubleSupplier random) {
        this.clock = clock;
        this.random = random;
    }

    /** To be followed by one {@link #release}. */
    public RefreshBackoff acquire(Credential credential) {
        lock.lock();
        try {
            sweep();
            Entry entry = entries.computeIfAbsent(
                    credential, key -> new Entry(new RefreshBackoff(key.toString(), clock, random)));
            entry.users++;
            return entry.gate;
        } finally {
            lock.unlock();
        }
    }

    public void release(Credential credential) {
        lock.lock();
        try {
            Objects.requireNonNull(entries.get(credential)).users--; // what is in use is not swept
            sweep();
        } finally {
            lock.unlock();
        }
    }

    public int size() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    /** Also takes the gates that were closed when their last user went, and have opened since. */
    private void sweep() {
        entries.values().removeIf(entry -> !entry.isNeeded());
    }
}
