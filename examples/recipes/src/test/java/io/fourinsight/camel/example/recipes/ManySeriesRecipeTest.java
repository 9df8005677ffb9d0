package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.reservoir.SeriesCatalogue;
import io.fourinsight.client.testing.ChildJvm;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the recipe that makes a series of each line of a list, in processes that are killed and in another one. */
class ManySeriesRecipeTest extends RecipeSetting {

    private static final String RECIPE = "Many series from a list";
    private static final String PUT_SERIES = Sandbox.RESERVOIR_PATH + "timeseries/";

    /** With {@code -Drecipes.lines=10000} as many as a plant has. */
    private static final int LINES = Integer.getInteger("recipes.lines", 150);

    private final List<String> before = new ArrayList<>();

    @BeforeEach
    void remember() {
        before.addAll(ids());
    }

    @Test
    void eachLineOfThePageBecomesASeriesWithItsMetadata() throws Exception {
        lay("page.csv", Recipe.named(RECIPE).block("csv"));
        Main main = start(RECIPE, Map.of());
        Eventually.holds(() -> Files.exists(list("page.csv")), "the ids are there");

        List<String> lines = Files.readAllLines(list("page.csv"));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).matches("PT-101,[0-9a-f-]{36}");
        assertThat(lines.get(1)).matches("TT-102,[0-9a-f-]{36}");
        assertThat(made()).containsExactlyInAnyOrder(id(lines.get(0)), id(lines.get(1)));
        Object entry = main.getCamelTemplate()
                .requestBodyAndHeader(
                        "fourinsight:metadata?operation=get&namespace=plant", null, FourInsightConstants.KEY, "PT-101");
        assertThat(((Map<?, ?>) entry).get("Value"))
                .isEqualTo(Map.of("name", "PT-101", "unit", "bar", "place", "Pump 1, outlet"));
    }

    @Test
    void listThatWasInterruptedByKillsGivesTheSameIdsAndNothingTwice() throws Exception {
        lay("tags.csv", tags());
        for (int done = LINES / 5; done < LINES; done += LINES / 5) {
            int enough = done;
            try (ChildJvm child = new ChildJvm(Child.class, directory.toString(), ReadyProperties.of(sandbox))) {
                assertThat(child.line()).isEqualTo("started");
                awaits(() -> sandbox.requests().under("PUT", PUT_SERIES) > enough, "some are made");
                child.kill();
            }
        }
        assertThat(Files.exists(list("tags.csv")))
                .as("it was killed in between")
                .isFalse();

        start(RECIPE, Map.of());
        awaits(() -> Files.exists(list("tags.csv")), "the ids are there");
        List<String> first = Files.readAllLines(list("tags.csv"));
        lay("again.csv", tags());
        awaits(() -> Files.exists(list("again.csv")), "all are found again");

        assertThat(first)
                .map(line -> line.split(",")[0])
                .containsExactlyElementsOf(
                        IntStream.range(0, LINES).mapToObj(i -> "TAG-" + i).toList());
        assertThat(Files.readAllLines(list("again.csv"))).isEqualTo(first);
        assertThat(made())
                .containsExactlyInAnyOrderElementsOf(
                        first.stream().map(ManySeriesRecipeTest::id).toList());
    }

    @Test
    void lineThatFailsLeavesTheListWhereItIsAndItComesAgain() throws Exception {
        lay("tags.csv", tags());
        sandbox.faults()
                .answerNext(
                        Integer.MAX_VALUE,
                        request -> request.url().toString().contains("/plant/TAG-7/"),
                        Response.of(500));
        start(RECIPE, Map.of());
        Eventually.holds(() -> sandbox.requests().under(PUT_SERIES) > 0, "it has begun");

        assertThat(Files.exists(list("tags.csv"))).isFalse();
        assertThat(directory.resolve("lists/tags.csv")).exists();
        sandbox.faults().clear();

        awaits(() -> Files.exists(list("tags.csv")), "it came again");
        assertThat(Files.readAllLines(list("tags.csv"))).hasSize(LINES);
    }

    private static String tags() {
        return IntStream.range(0, LINES)
                .mapToObj(i -> "TAG-" + i + ",bar,\"Pump " + i + "\"\n")
                .collect(Collectors.joining("", "name,unit,place\n", ""));
    }

    /** Lays a list that is whole when it is there. */
    private void lay(String name, String list) throws IOException {
        Path part = Files.writeString(directory.resolve(name), list);
        Files.createDirectories(directory.resolve("lists"));
        Files.move(part, directory.resolve("lists").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path list(String name) {
        return directory.resolve("series").resolve(name);
    }

    private static String id(String line) {
        return line.split(",")[1];
    }

    private List<String> ids() {
        return sandbox.series().stream().map(SeriesCatalogue.Entry::id).toList();
    }

    private List<String> made() {
        return ids().stream().filter(id -> !before.contains(id)).toList();
    }

    private static void awaits(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20) + TimeUnit.MILLISECONDS.toNanos(20L * LINES);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** Runs the recipe until it is killed. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            Recipe.named(RECIPE)
                    .main(Path.of(arguments[0]), arguments[1], Map.of())
                    .start();
            ChildJvm.say("started");
            ChildJvm.await();
        }
    }
}
