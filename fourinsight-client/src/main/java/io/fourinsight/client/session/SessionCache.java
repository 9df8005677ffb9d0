package io.fourinsight.client.session;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one route by identity.
 *
 * <p>Bounded, because session keys may come from messages: when full, the session that was not used for longest makes
 * room. Use is stamped with the number of sessions made so far, which changes only when one is made; so finding a
 * session normally writes nothing, and one that was used since the last new one outlives those that were not.
 */
public final class SessionCache implements AutoCloseable {
    private static final class Entry {
        final Session session;
        volatile long usedIn;

        Entry(Session session) {
            this.session = session;
        }
    }

    private final int maxSessions;
    private final ConcurrentHashMap<SessionIdentity, Entry> entries = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock(); // held to add and to close
    private volatile long made;
    private boolean closed; // guarded by lock

    public SessionCache(int maxSessions) {
        if (maxSessions < 1) {
            throw new IllegalArgumentException("maxSessions must be at least 1, but is " + maxSessions);
        }
        this.maxSessions = maxSessions;
    }

    /**
     * Finds the session or makes it.
     *
     * @param factory must only construct: others who want a new session wait for it
     * @throws SessionException.Unavailable if the cache is closed
     */
    public Session session(SessionIdentity identity, Function<SessionIdentity, Session> factory) {
        Session present = find(identity);
        return present == null ? used(add(identity, factory)) : present;
    }

    /** Finds the session, or null: for callers who make a factory only when they need it. */
    public @Nullable Session find(SessionIdentity identity) {
        Entry entry = entries.get(identity);
        return entry == null ? null : used(entry);
    }

    private Session used(Entry entry) {
        long stamp = made;
        if (entry.usedIn != stamp) {
            entry.usedIn = stamp; // a race with another user of the session writes the same or its neighbour
        }
        return entry.session;
    }

    private Entry add(SessionIdentity identity, Function<SessionIdentity, Session> factory) {
        lock.lock();
        try {
            if (closed) {
                throw SessionException.closed(identity.sessionKey(), Instant.now());
            }
            Entry present = entries.get(identity);
            if (present != null) {
                return present;
            }
            Entry added = new Entry(factory.apply(identity));
            while (entries.size() >= maxSessions) {
                dropLeastRecentlyUsed();
            }
            added.usedIn = made + 1;
            entries.put(identity, added);
            made = made + 1;
            return added;
        } finally {
            lock.unlock();
        }
    }

    /** Retired, not closed: an exchange may be about to use it. */
    private void dropLeastRecentlyUsed() {
        SessionIdentity oldest = entries.entrySet().stream()
                .min(Comparator.comparingLong(entry -> entry.getValue().usedIn))
                .orElseThrow()
                .getKey();
        Entry dropped = entries.remove(oldest);
        if (dropped != null) {
            dropped.session.retire();
        }
    }

    /** The sessions of now. */
    public List<Session> sessions() {
        return entries.values().stream().map(entry -> entry.session).toList();
    }

    /** Takes a session out: the next exchange makes a new one, and those that hold it go on using it. */
    public void forget(SessionIdentity identity) {
        Entry forgotten = entries.remove(identity);
        if (forgotten != null) {
            forgotten.session.retire();
        }
    }

    public int size() {
        return entries.size();
    }

    /** Closes every session. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            entries.values().forEach(entry -> entry.session.close());
            entries.clear();
        } finally {
            lock.unlock();
        }
    }
}
