package io.fourinsight.camel.poll.cursor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cursors in a table of any database; several nodes may share it.
 *
 * <p>It keeps one connection, which it makes anew when that breaks, and makes its table if it is missing. H2 within this
 * process writes each cursor to the disk at once.
 */
public final class JdbcCursorRepository extends ServiceSupport implements CursorRepository {

    /** What an administrator runs where the repository may not. */
    public static final String DDL = "CREATE TABLE FOURINSIGHT_CURSOR (CURSOR_KEY VARCHAR(500) NOT NULL PRIMARY KEY,"
            + " CURSOR_VALUE VARCHAR(8000) NOT NULL)";

    private static final Logger LOG = LoggerFactory.getLogger(JdbcCursorRepository.class);
    private static final String DUPLICATE = "23";

    private final ReentrantLock lock = new ReentrantLock();
    private final CursorConnection connection;

    public JdbcCursorRepository(DataSource database) {
        connection = new CursorConnection(Objects.requireNonNull(database, "database"));
    }

    /**
     * In the database with this JDBC URL.
     *
     * @param username or null
     * @param password or null
     * @throws IllegalArgumentException if that is no JDBC URL, or holds credentials
     */
    public static JdbcCursorRepository of(String url, @Nullable String username, @Nullable String password) {
        return new JdbcCursorRepository(new CursorUrl(url, username, password));
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    @Override
    public boolean compareAndSet(String key, @Nullable String expected, String next) {
        return locked("moved", () -> {
            try {
                return move(connection.open(), key, expected, next);
            } catch (SQLException e) {
                // It may have happened. Only what is stored now tells.
                LOG.debug("Cursor '{}' may have been moved or not; reading it", key, e);
                connection.close();
                String stored = read(connection.open(), key);
                return Objects.equals(stored, next)
                        || Objects.equals(stored, expected) && move(connection.open(), key, expected, next);
            }
        });
    }

    private static boolean move(Connection connection, String key, @Nullable String expected, String next)
            throws SQLException {
        if (expected == null) {
            return insert(connection, key, next);
        }
        return update(
                        connection,
                        "UPDATE FOURINSIGHT_CURSOR SET CURSOR_VALUE = ? WHERE CURSOR_KEY = ? AND CURSOR_VALUE = ?",
                        next,
                        key,
                        expected)
                == 1;
    }

    /** Whether there was none. */
    private static boolean insert(Connection connection, String key, String value) throws SQLException {
        try {
            update(connection, "INSERT INTO FOURINSIGHT_CURSOR (CURSOR_KEY, CURSOR_VALUE) VALUES (?, ?)", key, value);
            return true;
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith(DUPLICATE)) {
                return false;
            }
            throw e;
        }
    }

    private static int update(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    @Override
    public @Nullable String getState(String key) {
        return reading(open -> Optional.ofNullable(read(open, key))).orElse(null);
    }

    private static @Nullable String read(Connection connection, String key) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT CURSOR_VALUE FROM FOURINSIGHT_CURSOR WHERE CURSOR_KEY = ?")) {
            statement.setString(1, key);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? found.getString(1) : null;
            }
        }
    }

    @Override
    public Map<String, String> getStates(String name, Collection<String> series) {
        Set<String> wanted = new HashSet<>();
        series.forEach(each -> wanted.add(name + "/" + each));
        String prefix = name.replaceAll("[!%_]", "!$0") + "/%";
        return reading(open -> {
            try (PreparedStatement statement = open.prepareStatement("SELECT CURSOR_KEY, CURSOR_VALUE"
                    + " FROM FOURINSIGHT_CURSOR WHERE CURSOR_KEY LIKE ? ESCAPE '!'")) {
                statement.setString(1, prefix);
                try (ResultSet found = statement.executeQuery()) {
                    Map<String, String> states = new HashMap<>();
                    while (found.next()) {
                        if (wanted.contains(found.getString(1))) {
                            states.put(found.getString(1), found.getString(2));
                        }
                    }
                    return states;
                }
            }
        });
    }

    @Override
    public void setState(String key, String value) {
        String stored = getState(key);
        if (!compareAndSet(key, stored, value)) {
            throw new UnavailableException("Cursor '" + key + "' was moved by another one in the meantime", null);
        }
    }

    /** H2 within this process writes what is in its log into the file of the database. */
    @Override
    public void flush() {
        locked("written to the disk", () -> {
            connection.writeToDisk();
            return true;
        });
    }

    @Override
    public boolean isShared() {
        return locked("read", () -> {
            connection.open();
            return !connection.isEmbedded();
        });
    }

    @Override
    protected void doStop() {
        locked("closed", () -> {
            connection.close();
            return true;
        });
    }

    /** A reading is done again, for the connection may have been cut while nobody used it. */
    private <T> T reading(Work<T> work) {
        return locked("read", () -> {
            try {
                return work.on(connection.open());
            } catch (SQLException e) {
                LOG.debug("Cursors cannot be read; connecting anew", e);
                connection.close();
                return work.on(connection.open());
            }
        });
    }

    @FunctionalInterface
    private interface Step<T> {
        T take() throws SQLException;
    }

    private <T> T locked(String what, Step<T> step) {
        lock.lock();
        try {
            return step.take();
        } catch (SQLException e) {
            connection.close();
            throw new UnavailableException("Cursors in the database cannot be " + what + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }
}
