package io.fourinsight.camel.poll.cursor;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Any repository of states, read again before each write.
 *
 * <p>Within this process that is a fence. Another process can still write between the reading and the writing.
 */
final class ComparedStateRepository extends ServiceSupport implements CursorRepository {

    private static final Logger LOG = LoggerFactory.getLogger(ComparedStateRepository.class);

    private final StateRepository<String, String> states;
    private final ReentrantLock lock = new ReentrantLock();

    private ComparedStateRepository(StateRepository<String, String> states) {
        this.states = states;
    }

    /** The repository itself if it can compare. */
    static CursorRepository of(StateRepository<String, String> states) {
        return states instanceof CursorRepository cursors ? cursors : new ComparedStateRepository(states);
    }

    @Override
    public boolean compareAndSet(String key, @Nullable String expected, String next) {
        lock.lock();
        try {
            if (!Objects.equals(states.getState(key), expected)) {
                return false;
            }
            states.setState(key, next);
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable String getState(String key) {
        return states.getState(key);
    }

    @Override
    public void setState(String key, String value) {
        states.setState(key, value);
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(states);
        LOG.warn(
                "Cursors are kept in a {}, which cannot compare and set: when two processes share it, one may move back"
                        + " what the other one has moved; a CursorRepository, such as JdbcCursorRepository, does not let it",
                states.getClass().getSimpleName());
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(states);
    }
}
