package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.encode;
import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Aggregates of what was uploaded. */
class UploadedSeriesTest {

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final TestClient client = new TestClient(sandbox);
    private final TestFiles files = new TestFiles(client);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void upperFileGoesBeforeTheLowerOne() {
        String series = files.create("0,1\n1000000000,2\n2000000000,3\n");
        files.add(series, files.commit("1000000000,20\n3000000000,40\n"));

        assertThat(seconds(series)).containsExactly(1.0, 20.0, 3.0, 40.0);
    }

    @Test
    void emptyValueAndNanOverwriteNothing() {
        String series = files.create("0,1\n1000000000,2\n");
        files.add(series, files.commit("0,\n1000000000,nan\n2000000000,\n"));

        assertThat(seconds(series)).containsExactly(1.0, 2.0);
    }

    @Test
    void uploadIsLaidOverTheSeed() {
        JsonNode before = json(client.reservoir("timeseries/" + Sandbox.STAVANGER));
        long first = before.path("TimeOfFirstSample").asLong();
        files.add(Sandbox.STAVANGER, files.commit((first - 1) + ",77\n" + first + ",99\n"));

        assertThat(json(client.reservoir("timeseries/" + Sandbox.STAVANGER))
                        .path("TimeOfFirstSample")
                        .asLong())
                .isEqualTo(first - 1);
        assertThat(values(Sandbox.STAVANGER, "1s", first, first + 1_000_000_000L))
                .containsExactly(99.0);
    }

    @Test
    void oldFileIsOnlyInTheDayFiles() {
        String series = files.create("0,1\n1000000000,2\n");
        clock.advance(Duration.ofDays(90).plusNanos(1));
        files.add(series, files.commit("1000000000,20\n"));

        assertThat(seconds(series)).containsExactly(20.0);
        assertThat(files.bodies(series)).hasSize(2);

        sandbox.reservoir().fastPath(Duration.ofDays(91));
        assertThat(seconds(series)).containsExactly(1.0, 20.0);
    }

    private List<Double> seconds(String series) {
        return values(series, "1s", 0, 10_000_000_000L);
    }

    private List<Double> values(String series, String period, long start, long end) {
        String path =
                "reservoir/timeseries/%s/samples/aggregate?aggregationPeriod=%s&aggregationFunction=Avg&start=%d&end=%d"
                        .formatted(encode(series), period, start, end);
        return TestFiles.list(json(client.reservoir(path)).path("value")).stream()
                .map(window -> window.path("Value").asDouble())
                .toList();
    }
}
