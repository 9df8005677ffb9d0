package io.fourinsight.camel.example.recipes;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** H2 that notes by which method each statement on the table of levels is executed. */
public final class CountingDatabase extends DelegatingDataSource {

    private static final List<String> EXECUTED = new CopyOnWriteArrayList<>();

    /** Such as {@code executeBatch}, and forgets them. */
    static List<String> takeExecuted() {
        List<String> taken = List.copyOf(EXECUTED);
        EXECUTED.clear();
        return taken;
    }

    /** Set by the property of the page. */
    public void setUrl(String url) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(url);
        setTargetDataSource(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return proxy(Connection.class, (self, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement && ((String) arguments[0]).contains("INTO LEVEL")
                    ? noting(statement)
                    : result;
        });
    }

    private static PreparedStatement noting(PreparedStatement statement) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                EXECUTED.add(method.getName());
            }
            return call(statement, method, arguments);
        });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
