package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the routes that bring single values in over a link that is often down. */
class OfflineRouteTest {

    @TempDir
    Path directory;

    private final Sandbox sandbox = Sandbox.start();
    private Main main;

    @AfterEach
    void stop() {
        if (main != null) {
            main.stop();
        }
        sandbox.close();
    }

    private ProducerTemplate start(Map<String, String> more) throws Exception {
        main = OfflineRoute.main(directory, ReadyProperties.of(sandbox), more);
        main.start();
        return main.getCamelContext().createProducerTemplate();
    }

    private List<Path> files(String folder) {
        if (!Files.exists(directory.resolve(folder))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory.resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Exchange send(ProducerTemplate template, String series, int number) {
        return OfflineRoute.send(template, series, OfflineRoute.START + number, number);
    }

    private static NavigableMap<Long, Double> values(int count, long step) {
        NavigableMap<Long, Double> values = new TreeMap<>();
        for (int number = 0; number < count; number++) {
            values.put(OfflineRoute.START + number * step, (double) number);
        }
        return values;
    }

    @Test
    void valuesArriveInFewFilesAndTheFolderIsEmptyThen() throws Exception {
        ProducerTemplate template = start(Map.of("offline.batch", "50", "offline.max-age", "3s"));

        for (int number = 0; number < 120; number++) {
            assertThat(send(template, Sandbox.EMPTY, number).getException()).isNull();
            assertThat(send(template, Sandbox.EMPTY, number).getException())
                    .as("delivered twice")
                    .isNull();
        }

        Eventually.holds(() -> sandbox.samples(Sandbox.EMPTY).equals(values(120, 1)), "all are in the series");
        Eventually.holds(() -> files("spool").isEmpty(), "nothing waits");
        assertThat(files("dead")).isEmpty();
    }

    @Test
    void messagesWithoutTimeOrNumberFailAndChangeNothing() throws Exception {
        ProducerTemplate template = start(Map.of());

        assertThat(OfflineRoute.send(template, Sandbox.EMPTY, null, 1).getException())
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(OfflineRoute.send(template, Sandbox.EMPTY, 1L, "n/a").getException())
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
        send(template, Sandbox.EMPTY, 0);

        Eventually.holds(() -> sandbox.samples(Sandbox.EMPTY).equals(values(1, 1)), "the good one arrives");
    }

    @Test
    void refusedBatchesGoToTheDeadLettersAndOthersOn() throws Exception {
        ProducerTemplate template = start(Map.of());

        send(template, "b8a2b6f0-0000-4000-8000-000000000000", 0);
        send(template, Sandbox.EMPTY, 0);

        Eventually.holds(() -> files("dead").size() == 2, "the samples and the reason");
        Path reason = files("dead").stream()
                .filter(file -> file.toString().endsWith(".reason.txt"))
                .findFirst()
                .orElseThrow();
        assertThat(reason).content().contains("404");
        Eventually.holds(() -> sandbox.samples(Sandbox.EMPTY).equals(values(1, 1)), "the other series has its value");
    }

    @Test
    void whatFailsOtherwiseWaits() throws Exception {
        sandbox.faults().answerNext(40, Sandbox.RESERVOIR_PATH, Response.of(403));
        ProducerTemplate template = start(Map.of());

        send(template, Sandbox.EMPTY, 0);

        Eventually.holds(() -> sandbox.samples(Sandbox.EMPTY).equals(values(1, 1)), "it comes when it may");
        assertThat(files("dead")).isEmpty();
    }
}
