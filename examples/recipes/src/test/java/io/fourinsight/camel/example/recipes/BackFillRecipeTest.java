package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.client.testing.ChildJvm;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the recipe that back-fills a year, in a process that is killed and in another one. */
class BackFillRecipeTest extends RecipeSetting {

    private static final String RECIPE = "Back-fill of a year";
    private static final String YEAR = "year";
    private static final LocalDate FIRST_DAY = LocalDate.parse("2025-01-01");
    private static final int DAYS = 365;
    private static final Map<String, String> SETTINGS =
            Map.of("levels.series-id", YEAR, "backfill.first-day", FIRST_DAY.toString());

    /** What a process that is killed in between has done stays as it was, and another one does the rest. */
    @Test
    void yearThatWasInterruptedByAKillGoesOnWhereItWas() throws Exception {
        sandbox.addSeries(
                YEAR,
                FIRST_DAY.atStartOfDay().toInstant(ZoneOffset.UTC),
                Duration.ofHours(1),
                (DAYS + 1) * 24,
                second -> second / 3600);
        try (ChildJvm child = new ChildJvm(Child.class, directory.toString(), ReadyProperties.of(sandbox))) {
            assertThat(child.line()).isEqualTo("started");
            Eventually.holds(() -> days().size() > 20, "some days are done");
            child.kill();
        }
        List<Path> done = days();
        assertThat(done).as("it was killed in between").hasSizeLessThan(DAYS);
        Map<Path, Object> before = new TreeMap<>();
        for (Path day : done) {
            before.put(day, Files.readAttributes(day, "lastModifiedTime,fileKey"));
        }

        start(RECIPE, SETTINGS);
        Eventually.holds(() -> days().size() >= DAYS, "all days are there");
        stop();

        List<Path> all = days();
        assertThat(all.subList(0, DAYS))
                .map(day -> day.getFileName().toString())
                .containsExactlyElementsOf(FIRST_DAY
                        .datesUntil(FIRST_DAY.plusDays(DAYS))
                        .map(day -> day + ".csv")
                        .toList());
        for (int i = 0; i < DAYS; i++) {
            assertThat(all.get(i)).hasContent(csv(i));
        }
        // the last one may have been written, and its cursor not moved
        for (Path day : done.subList(0, done.size() - 1)) {
            assertThat(Files.readAttributes(day, "lastModifiedTime,fileKey")).isEqualTo(before.get(day));
        }
    }

    /** Runs the recipe until it is killed. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            Recipe.named(RECIPE)
                    .main(Path.of(arguments[0]), arguments[1], SETTINGS)
                    .start();
            ChildJvm.say("started");
            ChildJvm.await();
        }
    }

    /** The file of a day of whole hours, by a loop that shares no code with what is tested. */
    private static String csv(int day) {
        StringBuilder lines = new StringBuilder("time,level\n");
        for (int hour = 0; hour < 24; hour++) {
            Instant time = FIRST_DAY.plusDays(day).atTime(hour, 0).toInstant(ZoneOffset.UTC);
            lines.append(time).append(',').append((double) (day * 24 + hour)).append('\n');
        }
        return lines.toString();
    }

    private List<Path> days() {
        Path levels = directory.resolve("levels");
        if (!Files.exists(levels)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(levels)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
