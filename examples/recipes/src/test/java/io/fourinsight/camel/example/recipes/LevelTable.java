package io.fourinsight.camel.example.recipes;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The table of the recipes that write to a database, looked at from outside. */
final class LevelTable {

    private final Supplier<String> url;

    LevelTable(Supplier<String> url) {
        this.url = url;
    }

    /** As the page says. */
    void create() {
        execute(Recipe.named("To a database").block("sql"));
    }

    void execute(String statement) {
        try (Connection connection = DriverManager.getConnection(url.get());
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    NavigableMap<Long, Double> samples() {
        NavigableMap<Long, Double> samples = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url.get());
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("SELECT SAMPLE_TIME, METRES FROM LEVEL")) {
            while (rows.next()) {
                Instant time = rows.getObject(1, OffsetDateTime.class).toInstant();
                samples.put(Duration.between(Instant.EPOCH, time).toNanos(), rows.getDouble(2));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return samples;
    }
}
