package io.fourinsight.camel.poll.cursor;

import io.fourinsight.camel.options.PollConfiguration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The repositories of all consumers of a component, each opened once and closed with the component: after the last
 * exchange, which may still move a cursor when its consumer has stopped.
 */
public final class CursorRepositories extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(CursorRepositories.class);

    private final MemoryCursorRepository memory = new MemoryCursorRepository();
    private final Map<Object, CursorRepository> open = new ConcurrentHashMap<>();
    private final Set<String> warned = ConcurrentHashMap.newKeySet(); // routes

    /**
     * The repository that the options name, started.
     *
     * @param route for the log
     * @param clustered whether another node may take over
     * @throws IllegalArgumentException if they name two, or one that cannot be shared although the route is clustered
     */
    public CursorRepository of(PollConfiguration configuration, @Nullable String route, boolean clustered) {
        check(configuration);
        CursorRepository repository = find(configuration);
        ServiceHelper.startService(repository);
        if (clustered && !repository.isShared()) {
            throw new IllegalArgumentException("option '" + option(configuration)
                    + "': a repository that only this process can read is not possible"
                    + " on a route that another node may take over, for its cursors would stay behind; allowed"
                    + " are cursorUrl or cursorDataSource with PostgreSQL or another database server");
        }
        if (repository == memory && warned.add(String.valueOf(route))) {
            LOG.warn(
                    "Route {} keeps its cursors in memory: a new process begins at initialStart again; cursorUrl keeps"
                            + " them in a database",
                    route);
        }
        return repository;
    }

    private static void check(PollConfiguration configuration) {
        int named = (configuration.getCursorRepository() == null ? 0 : 1)
                + (configuration.getCursorDataSource() == null ? 0 : 1)
                + (configuration.getCursorUrl() == null ? 0 : 1);
        if (named > 1) {
            throw new IllegalArgumentException("option '" + option(configuration)
                    + "': only one of cursorRepository, cursorDataSource and cursorUrl is allowed");
        }
    }

    private static String option(PollConfiguration configuration) {
        return configuration.getCursorUrl() != null
                ? "cursorUrl"
                : configuration.getCursorDataSource() != null ? "cursorDataSource" : "cursorRepository";
    }

    private CursorRepository find(PollConfiguration configuration) {
        StateRepository<String, String> states = configuration.getCursorRepository();
        if (states != null) {
            return open.computeIfAbsent(states, bean -> ComparedStateRepository.of(states));
        }
        DataSource database = configuration.getCursorDataSource();
        if (database != null) {
            return open.computeIfAbsent(database, bean -> new JdbcCursorRepository(database));
        }
        String url = configuration.getCursorUrl();
        if (url == null) {
            return memory;
        }
        return open.computeIfAbsent(
                url + '\n' + configuration.getCursorUsername(),
                credentials -> JdbcCursorRepository.of(
                        url, configuration.getCursorUsername(), configuration.getCursorPassword()));
    }

    /** Whether cursors outlive the process, so that they need a name that does, too. */
    public boolean isDurable(CursorRepository repository) {
        return !Objects.equals(repository, memory);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(open.values());
        open.clear();
    }
}
