package io.fourinsight.camel.poll.cursor;

import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/** Cursors that live as long as the component: they survive a restart of the route, and no restart of the process. */
final class MemoryCursorRepository extends ServiceSupport implements CursorRepository {

    private final ConcurrentHashMap<String, String> states = new ConcurrentHashMap<>();

    @Override
    public boolean compareAndSet(String key, @Nullable String expected, String next) {
        return expected == null ? states.putIfAbsent(key, next) == null : states.replace(key, expected, next);
    }

    @Override
    public @Nullable String getState(String key) {
        return states.get(key);
    }

    @Override
    public void setState(String key, String value) {
        states.put(key, value);
    }
}
