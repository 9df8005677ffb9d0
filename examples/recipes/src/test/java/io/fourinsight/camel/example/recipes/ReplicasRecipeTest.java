package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.client.testing.ChildJvm;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the recipe of which one process polls, and another one when that was killed. */
class ReplicasRecipeTest extends RecipeSetting {

    private static final String RECIPE = "Several replicas";
    private static final String OTHER = "other-client";

    private Server database;
    private final LevelTable table = new LevelTable(() -> url() + ";USER=levels;PASSWORD=levels-password");

    @BeforeEach
    void startDatabase() throws SQLException {
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", directory.toString())
                .start();
        table.create();
        sandbox.addClient(OTHER, "secret");
    }

    @AfterEach
    void stopDatabase() {
        stop();
        database.stop();
    }

    @Test
    void anotherReplicaGoesOnAfterAKill() throws Exception {
        try (ChildJvm first = new ChildJvm(Child.class, directory.toString(), ReadyProperties.of(sandbox), url())) {
            assertThat(first.line()).isEqualTo("started");
            Eventually.holds(() -> table.samples().equals(uploaded()), "the first one has written all");
            Map<String, String> settings = new HashMap<>(settings(directory, url()));
            settings.put("camel.component.fourinsight.client-id", OTHER);
            settings.put("camel.component.fourinsight.client-secret", "secret");
            start(RECIPE, settings);
            clock.advance(Duration.ofHours(1));
            Eventually.holds(() -> table.samples().equals(uploaded()), "what came meanwhile is there");
            assertThat(sandbox.requests().by(OTHER))
                    .as("the second one has waited")
                    .isZero();

            first.kill();
            clock.advance(Duration.ofHours(1));

            Eventually.holds(() -> table.samples().equals(uploaded()), "the second one goes on");
            assertThat(sandbox.requests().by(OTHER)).isPositive();
        }
    }

    @Test
    void classOfThePageIsTheOneThatRuns() throws IOException {
        assertThat(Recipe.named(RECIPE).block("java"))
                .isEqualTo(Files.readString(Path.of("src/test/java/com/example/ClusterService.java")));
    }

    /** Runs the recipe until it is killed. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            Map<String, String> settings = new HashMap<>(settings(Path.of(arguments[0]), arguments[2]));
            settings.put("levels.series-id", SERIES);
            Recipe.named(RECIPE)
                    .main(Path.of(arguments[0]), arguments[1], settings)
                    .start();
            ChildJvm.say("started");
            ChildJvm.await();
        }
    }

    /** H2's driver and server in the place of those of PostgreSQL. */
    private static Map<String, String> settings(Path directory, String url) {
        return Map.of(
                "camel.beans.cluster.root",
                directory.resolve("cluster").toString(),
                "camel.beans.database",
                "#class:org.h2.jdbcx.JdbcDataSource",
                "camel.beans.database.url",
                url,
                "camel.beans.database.user",
                "levels",
                "camel.beans.database.password",
                "levels-password");
    }

    private String url() {
        return "jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/./levels;MODE=PostgreSQL";
    }
}
