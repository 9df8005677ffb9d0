package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.testing.Eventually;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.ServiceStatus;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

/** Runs the recipe that writes to a database, on H2 in a file. */
class DatabaseRecipeTest extends RecipeSetting {

    private static final String RECIPE = "To a database";

    /** That the series has at the start, each fetched once for a window. */
    private static final int FILES = 24;

    private final LevelTable table = new LevelTable(() -> "jdbc:h2:file:" + directory.resolve("levels"));

    @Test
    void eachSampleIsInTheTableOnceAlsoAfterARestart() throws Exception {
        table.create();
        start(RECIPE, Map.of());
        Eventually.holds(() -> table.samples().equals(uploaded()), "all is there");
        stop();
        clock.advance(Duration.ofHours(2));

        start(RECIPE, Map.of());

        Eventually.holds(() -> table.samples().equals(uploaded()), "what came meanwhile is there");
        assertThat(table.samples()).hasSizeGreaterThan(300);
    }

    @Test
    void batchThatFailedComesAgain() throws Exception {
        Main main = start(RECIPE, Map.of());
        Eventually.holds(
                () -> sandbox.requests().blobRequests() > 2 * FILES, "a window came again for which there is no table");
        assertThat(main.getCamelContext().getRouteController().getRouteStatus("to-database"))
                .isEqualTo(ServiceStatus.Started);

        table.create();

        Eventually.holds(() -> table.samples().equals(uploaded()), "all is there");
    }

    /** Lays a row that differs there first: a window that comes again takes its place. */
    @Test
    void rowThatIsThereAlreadyIsReplaced() throws Exception {
        table.create();
        table.execute(
                "INSERT INTO LEVEL VALUES ('" + SERIES + "', TIMESTAMP WITH TIME ZONE '2026-01-01 00:05:00Z', 77)");

        start(RECIPE, Map.of());

        Eventually.holds(() -> table.samples().equals(uploaded()), "all is there, and 77 is not");
    }

    @Test
    void windowIsOneBatch() throws Exception {
        table.create();
        CountingDatabase.takeExecuted();

        start(RECIPE, Map.of("camel.beans.database", "#class:" + CountingDatabase.class.getName()));

        Eventually.holds(() -> table.samples().equals(uploaded()), "all is there");
        stop();
        assertThat(CountingDatabase.takeExecuted())
                .as("a window is a day long at most")
                .containsOnly("executeBatch")
                .hasSizeBetween(1, 2);
    }
}
