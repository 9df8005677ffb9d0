package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the recipe that keeps what cannot be appended, and appends it later. */
class DeadLetterRecipeTest extends RecipeSetting {

    private static final String ADD = Sandbox.RESERVOIR_PATH + "timeseries/add";

    @Test
    void windowThatCouldNotBeAppendedIsReplayed() throws Exception {
        sandbox.faults().answerNext(Integer.MAX_VALUE, ADD, Response.of(500));
        start("Dead letter and replay", Map.of("copy.series-id", Sandbox.EMPTY));
        Eventually.holds(() -> letters().size() == 1, "the window is a dead letter");
        Eventually.holds(() -> sandbox.requests().under(ADD) > 3, "its replay has failed, too");
        assertThat(letters()).as("it stays").hasSize(1);
        assertThat(Files.readAllLines(letters().get(0)))
                .hasSize(uploaded().tailMap(hourBefore()).size());
        assertThat(sandbox.samples(Sandbox.EMPTY)).isEmpty();

        sandbox.faults().clear();

        Eventually.holds(() -> letters().isEmpty(), "it is replayed");
        assertThat(sandbox.samples(Sandbox.EMPTY)).isEqualTo(uploaded().tailMap(hourBefore()));
    }

    private long hourBefore() {
        return clock.instant().minusSeconds(3600).getEpochSecond() * 1_000_000_000L;
    }

    private List<Path> letters() {
        Path folder = directory.resolve("dead-letters");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
