package io.fourinsight.camel.poll.cursor;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to a database of cursors, ready for their statements: its table is there, and an H2 database within
 * this process writes to the disk at once. To be used under the lock of its repository.
 */
final class CursorConnection {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcCursorRepository.class);

    private final DataSource database;
    private @Nullable Connection connection; // null until it is needed, and after it broke
    private boolean embedded;

    CursorConnection(DataSource database) {
        this.database = database;
    }

    /** Connects if need be, and makes the table if it is missing. */
    Connection open() throws SQLException {
        if (connection == null) {
            Connection fresh = database.getConnection();
            try {
                fresh.setAutoCommit(true);
                embedded = isEmbedded(fresh.getMetaData());
                if (embedded) {
                    writeAtOnce(fresh);
                }
                makeTable(fresh);
            } catch (SQLException e) {
                close(fresh);
                throw e;
            }
            connection = fresh;
        }
        return connection;
    }

    /** Whether the last connection was to an H2 database within this process, which no other node can use. */
    boolean isEmbedded() {
        return embedded;
    }

    /** Writes what is in the log of an embedded database into its file. */
    void writeToDisk() throws SQLException {
        if (connection != null && embedded) {
            execute(connection, "CHECKPOINT SYNC");
        }
    }

    void close() {
        if (connection != null) {
            close(connection);
            connection = null;
        }
    }

    private static boolean isEmbedded(DatabaseMetaData database) throws SQLException {
        String url = database.getURL();
        return url != null
                && url.startsWith("jdbc:h2:")
                && !url.startsWith("jdbc:h2:tcp:")
                && !url.startsWith("jdbc:h2:ssl:");
    }

    /** The database's default loses what was written in the last half of a second before a kill. */
    private static void writeAtOnce(Connection connection) {
        try {
            execute(connection, "SET WRITE_DELAY 0");
        } catch (SQLException e) {
            LOG.warn(
                    "The H2 database may lose cursors written shortly before a kill, for this user may not set"
                            + " WRITE_DELAY to 0: {}",
                    e.getMessage());
        }
    }

    private static void makeTable(Connection connection) throws SQLException {
        if (hasTable(connection)) {
            return;
        }
        try {
            execute(connection, JdbcCursorRepository.DDL);
        } catch (SQLException e) {
            // another node may have made it just now
            if (!hasTable(connection)) {
                throw new SQLException(
                        "the table FOURINSIGHT_CURSOR cannot be read, and not be made (" + e.getMessage()
                                + "); let an administrator run: " + JdbcCursorRepository.DDL,
                        e.getSQLState(),
                        e);
            }
        }
    }

    private static boolean hasTable(Connection connection) {
        try {
            execute(connection, "SELECT CURSOR_KEY, CURSOR_VALUE FROM FOURINSIGHT_CURSOR WHERE 1 = 0");
            return true;
        } catch (SQLException e) {
            LOG.debug("The table of cursors cannot be read", e);
            return false;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("The connection to the database of cursors did not close", e);
        }
    }
}
