package io.fourinsight.camel.poll.cursor;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database by its JDBC URL, for runtimes that have no beans; it keeps no connections. */
final class CursorUrl implements DataSource {

    /** As parameters, after any separator that a driver knows. */
    private static final Pattern CREDENTIAL_PARAMETER = Pattern.compile(
            "[?&;,(]\\s*(user|username|uid|pass|passwd|password|pwd|\\w*password)\\s*=", Pattern.CASE_INSENSITIVE);

    /** Before the host; Oracle's {@code thin:@host} has none. */
    private static final Pattern CREDENTIAL_BEFORE_HOST = Pattern.compile("jdbc:(?!h2:)[^?;]*[^:/?;@][^?;@]*@.*");

    private final String url;
    private final Properties credentials = new Properties();

    /**
     * @param username or null
     * @param password or null
     * @throws IllegalArgumentException if the URL is none, or holds credentials; without telling it
     */
    CursorUrl(String url, @Nullable String username, @Nullable String password) {
        if (!url.startsWith("jdbc:")) {
            throw new IllegalArgumentException(
                    "option 'cursorUrl': value '" + scheme(url)
                            + "…' is not a JDBC URL; allowed are such as jdbc:h2:file:./cursors or jdbc:postgresql://host/database");
        }
        if (CREDENTIAL_PARAMETER.matcher(url).find() || isBeforeHost(url)) {
            throw new IllegalArgumentException("option 'cursorUrl': value '" + scheme(url)
                    + "…' holds a user name or a password, and would be logged with it; allowed are URLs without, beside"
                    + " the options cursorUsername and cursorPassword");
        }
        this.url = url;
        if (username != null) {
            credentials.setProperty("user", username);
        }
        if (password != null) {
            credentials.setProperty("password", password);
        }
    }

    private static boolean isBeforeHost(String url) {
        int at = url.indexOf('@');
        return at > 0
                && url.charAt(at - 1) != ':'
                && CREDENTIAL_BEFORE_HOST.matcher(url).matches();
    }

    /** The first two words, which tell no secret. */
    private static String scheme(String url) {
        int first = url.indexOf(':');
        int second = url.indexOf(':', first + 1);
        String scheme = second < 0 ? "" : url.substring(0, second + 1);
        return scheme.matches("jdbc:\\w{1,20}:") ? scheme : "";
    }

    @Override
    public Connection getConnection() throws SQLException {
        return DriverManager.getConnection(url, credentials);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The credentials are those of the options");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // a driver's log may hold credentials
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException("Each driver has its own time-outs; they belong into the URL");
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("Nothing is logged here");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("It wraps no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    /** Its kind alone. */
    @Override
    public String toString() {
        return scheme(url);
    }
}
