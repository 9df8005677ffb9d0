package io.fourinsight.camel.poll.cursor;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.spi.StateRepository;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the cursors of consumers, one text by key, and moves each only from where its consumer believes it to be.
 *
 * <p>The comparison is the fence between two nodes that both believe to lead: the second one moves nothing. A repository
 * that cannot be read throws; it never says that there is no cursor. A write that throws may have happened.
 */
public interface CursorRepository extends StateRepository<String, String> {

    /**
     * Stores a cursor in place of another one, in one step.
     *
     * @param expected what must be stored, or null if there must be no cursor
     * @param next what is to be stored
     * @return false if something else is stored, which then stays
     */
    boolean compareAndSet(String key, @Nullable String expected, String next);

    /**
     * The cursors of these series that are stored, by key, which is {@code <name>/<series>}. One after the other, unless a
     * repository can read them at once.
     */
    default Map<String, String> getStates(String name, Collection<String> series) {
        Map<String, String> found = new HashMap<>();
        for (String each : series) {
            String key = name + "/" + each;
            String state = getState(key);
            if (state != null) {
                found.put(key, state);
            }
        }
        return found;
    }

    /** The cursor, or null if there is none. */
    @Override
    @Nullable
    String getState(String key);

    /** Stores a cursor whatever is there; consumers do not, operators may. */
    @Override
    void setState(String key, String value);

    /** What a consumer has written so far outlives the process from here on. */
    default void flush() {}

    /** Whether consumers on several nodes may share it. */
    default boolean isShared() {
        return false;
    }

    /** The repository cannot be read or written now; nothing is known about what it holds. */
    final class UnavailableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public UnavailableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
