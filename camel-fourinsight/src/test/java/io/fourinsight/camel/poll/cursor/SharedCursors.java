package io.fourinsight.camel.poll.cursor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.support.service.ServiceSupport;

/** A database server that two nodes share, in a map; it outlives the contexts that it is stopped with. */
public final class SharedCursors extends ServiceSupport implements CursorRepository {

    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final List<String> moves = new ArrayList<>();

    @Override
    public synchronized boolean compareAndSet(String key, String expected, String next) {
        boolean moved = expected == null ? states.putIfAbsent(key, next) == null : states.replace(key, expected, next);
        if (moved) {
            moves.add(next);
        }
        return moved;
    }

    @Override
    public String getState(String key) {
        return states.get(key);
    }

    @Override
    public void setState(String key, String value) {
        states.put(key, value);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    public Map<String, String> states() {
        return Map.copyOf(states);
    }

    /** What was stored, in this order. */
    public synchronized List<String> moves() {
        return List.copyOf(moves);
    }
}
