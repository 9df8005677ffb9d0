package io.fourinsight.camel.poll.cursor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A real database whose next statements fail, before or after they have run. */
final class FaultyDatabase {

    private final DataSource database;
    private volatile String part = "";
    private volatile boolean after;
    private volatile int times;

    FaultyDatabase(DataSource database) {
        this.database = database;
    }

    /** So many statements that begin so fail. */
    void fail(String beginning, boolean afterItRan, int count) {
        part = beginning;
        after = afterItRan;
        times = count;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, database, "");
    }

    private <T> T proxy(Class<T> type, Object target, String sql) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    String text = arguments != null
                                    && arguments.length > 0
                                    && arguments[0] instanceof String given
                                    && Connection.class.equals(type)
                            ? given
                            : sql;
                    boolean executes = method.getName().startsWith("execute");
                    String statement = executes && arguments != null ? (String) arguments[0] : text;
                    boolean fails = executes && times > 0 && statement.startsWith(part);
                    if (fails) {
                        times--;
                        if (!after) {
                            throw new SQLException("the network is down", "08006");
                        }
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        if (fails) {
                            throw new SQLException("the answer was lost", "08006");
                        }
                        return result instanceof Connection || result instanceof Statement
                                ? proxy(method.getReturnType(), result, text)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
