package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.SampleAggregation;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Camel's own aggregation of single values, with its repository in a database. */
class AggregationRepositoryTest {

    private static final int BATCH = 3;
    private static final String TABLES =
            ";INIT=create table if not exists batch%1$s\\;create table if not exists batch_completed%1$s";

    @TempDir
    Path directory;

    private final Sandbox sandbox = Sandbox.start();
    private JdbcConnectionPool database;
    private Main main;

    @AfterEach
    void stop() {
        end();
        sandbox.close();
    }

    private void end() {
        main.stop();
        database.dispose();
    }

    /** @param bytes that an exchange may have in the database */
    private ProducerTemplate start(int bytes) throws Exception {
        String columns = " (id varchar(255) primary key, exchange varbinary(" + bytes + "), version bigint)";
        database = JdbcConnectionPool.create(
                "jdbc:h2:file:" + directory.resolve("batches") + TABLES.formatted(columns), "sa", "");
        main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        properties().forEach((name, value) -> main.addInitialProperty(name.toString(), value.toString()));
        JdbcAggregationRepository batches =
                new JdbcAggregationRepository(new DataSourceTransactionManager(database), "batch", database);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:value")
                        .aggregate(header(FourInsightConstants.SERIES_ID), new SampleAggregation())
                        .aggregationRepository(batches)
                        .completionSize(BATCH)
                        .to("fourinsight:timeseries?operation=append");
            }
        });
        main.start();
        return main.getCamelContext().createProducerTemplate();
    }

    private Properties properties() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(ReadyProperties.of(sandbox)));
        return properties;
    }

    @Test
    void batchGoesOnAfterARestart() throws Exception {
        ProducerTemplate first = start(10_000);
        OfflineRoute.send(first, Sandbox.EMPTY, OfflineRoute.START, 0);
        OfflineRoute.send(first, Sandbox.EMPTY, OfflineRoute.START + 1, 1);
        end();

        OfflineRoute.send(start(10_000), Sandbox.EMPTY, OfflineRoute.START + 2, 2);

        Eventually.holds(
                () -> sandbox.samples(Sandbox.EMPTY)
                        .equals(Map.of(
                                OfflineRoute.START, 0.0, OfflineRoute.START + 1, 1.0, OfflineRoute.START + 2, 2.0)),
                "all three are in the series");
    }

    @Test
    void messageFailsIfTheRepositoryIsFull() throws Exception {
        ProducerTemplate template = start(100);

        assertThat(OfflineRoute.send(template, Sandbox.EMPTY, OfflineRoute.START, 0)
                        .getException())
                .isNotNull();
    }
}
