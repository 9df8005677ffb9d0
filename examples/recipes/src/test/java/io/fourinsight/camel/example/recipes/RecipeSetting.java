package io.fourinsight.camel.example.recipes;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.client.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A sandbox whose clock the test moves, a series that grows by it, and a folder for what recipes write. */
abstract class RecipeSetting {

    static final String SERIES = "growing";

    @TempDir
    Path directory;

    final MutableClock clock = new MutableClock();
    final Sandbox sandbox = Sandbox.builder().clock(clock).datesOfClock().start();

    private Main main;

    RecipeSetting() {
        clock.advance(Duration.ofMinutes(241).plusSeconds(30)); // windows begin and end between two samples
        sandbox.addGrowingSeries(
                SERIES, Growth.from(MutableClock.START, Duration.ofMinutes(1), Duration.ofMinutes(10)));
    }

    @AfterEach
    void stopAll() {
        stop();
        sandbox.close();
    }

    /** Starts a recipe, which ends with the test. */
    Main start(String recipe, Map<String, String> more) throws IOException {
        Map<String, String> all = new TreeMap<>(Map.of("levels.series-id", SERIES));
        all.putAll(more);
        main = Recipe.named(recipe).main(directory, ReadyProperties.of(sandbox), all);
        main.start();
        return main;
    }

    void stop() {
        if (main != null) {
            main.stop();
        }
    }

    /** What was uploaded before the last minute, for which consumers wait. */
    NavigableMap<Long, Double> uploaded() {
        long end = Duration.between(Instant.EPOCH, clock.instant().minusSeconds(60))
                .toNanos();
        return new TreeMap<>(sandbox.samples(SERIES).headMap(end));
    }
}
