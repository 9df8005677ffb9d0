package io.fourinsight.camel.example;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** An H2 database in a file whose transactions are interrupted once, at one of their steps. */
final class FaultyDatabase {

    enum Step {
        BEFORE_INSERT,
        BEFORE_CURSOR,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    enum Fault {
        EXCEPTION,
        CUT,
        HALT
    }

    private final JdbcDataSource database;
    private final Step step;
    private final Fault fault;
    private final AtomicInteger countdown;

    /** @param transaction which one is interrupted, from 1 on; 0 for none */
    FaultyDatabase(JdbcDataSource database, Step step, Fault fault, int transaction) {
        this.database = database;
        this.step = step;
        this.fault = fault;
        this.countdown = new AtomicInteger(transaction);
    }

    DataSource dataSource() {
        return proxy(DataSource.class, database, (method, arguments) -> {
            Object answer = call(database, method, arguments);
            return answer instanceof Connection connection ? faulty(connection) : answer;
        });
    }

    /** Whether the fault has happened. */
    boolean isOver() {
        return countdown.get() <= 0;
    }

    private Connection faulty(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments) -> {
            if (method.getName().equals("prepareStatement") && !connection.getAutoCommit()) {
                String sql = (String) arguments[0];
                if (sql.contains("FOURINSIGHT_CURSOR")) {
                    reach(Step.BEFORE_CURSOR, connection);
                } else if (sql.startsWith("INSERT")) {
                    reach(Step.BEFORE_INSERT, connection);
                }
            }
            boolean commits = method.getName().equals("commit");
            if (commits) {
                reach(Step.BEFORE_COMMIT, connection);
            }
            Object answer = call(connection, method, arguments);
            if (commits) {
                reach(Step.AFTER_COMMIT, connection);
            }
            return answer;
        });
    }

    private void reach(Step reached, Connection connection) throws SQLException {
        if (reached != step || countdown.decrementAndGet() != 0) {
            return;
        }
        if (fault == Fault.HALT) {
            Runtime.getRuntime().halt(1);
        }
        if (fault == Fault.CUT) {
            connection.close(); // what was not committed is gone, as with a server
        }
        throw new SQLException("interrupted " + step, "08006");
    }

    @FunctionalInterface
    private interface Call {
        Object of(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T target, Call call) {
        return type.cast(Proxy.newProxyInstance(
                target.getClass().getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.of(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
