package io.fourinsight.client.assembly;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.store.TokenStore;
import io.fourinsight.client.session.token.TokenFetchException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A store that keeps to its contract without a disk, and fails when the test says so. */
final class MemoryTokenStore implements TokenStore {
    final AtomicInteger loads = new AtomicInteger();
    final AtomicInteger holds = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Secret> spent = new HashSet<>();
    private volatile StoredTokens tokens;
    private volatile boolean full;
    private volatile boolean damaged;
    private volatile Runnable beforeNextHold = () -> {};

    /** As another process would. */
    void put(StoredTokens others) {
        tokens = others;
        spent.clear();
    }

    StoredTokens get() {
        return tokens;
    }

    boolean isMarked(String refreshToken) {
        return spent.contains(Secret.of(refreshToken));
    }

    /** As a process that died between request and write. */
    void mark(String refreshToken) {
        spent.add(Secret.of(refreshToken));
    }

    void full(boolean full) {
        this.full = full;
    }

    void damaged(boolean damaged) {
        this.damaged = damaged;
    }

    void beforeNextHold(Runnable event) {
        beforeNextHold = event;
    }

    @Override
    public Optional<StoredTokens> load() {
        loads.incrementAndGet();
        return damaged ? Optional.empty() : Optional.ofNullable(tokens);
    }

    @Override
    public <R> R exclusively(Access<R> access) throws TokenFetchException {
        holds.incrementAndGet();
        Runnable event = beforeNextHold;
        beforeNextHold = () -> {};
        event.run();
        lock.lock();
        try {
            return access.with(new Held());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean hasSpent() {
        return !spent.isEmpty();
    }

    @Override
    public String place() {
        return "memory";
    }

    private final class Held implements Entry {
        @Override
        public Optional<StoredTokens> read() throws TokenFetchException {
            if (damaged) {
                throw TokenFetchException.unavailable("damaged", "it cannot be understood");
            }
            return Optional.ofNullable(tokens);
        }

        @Override
        public boolean isSpent(Secret refreshToken) {
            return spent.contains(refreshToken);
        }

        @Override
        public void markSpent(Secret refreshToken) throws TokenFetchException {
            requireSpace();
            spent.add(refreshToken);
        }

        @Override
        public void unmarkSpent(Secret refreshToken) {
            spent.remove(refreshToken);
        }

        @Override
        public void write(StoredTokens next) throws TokenFetchException {
            requireSpace();
            put(next);
        }

        @Override
        public void delete() {
            put(null);
        }

        private void requireSpace() throws TokenFetchException {
            if (full) {
                throw TokenFetchException.unavailable("store_failed", "no space left");
            }
        }
    }
}
