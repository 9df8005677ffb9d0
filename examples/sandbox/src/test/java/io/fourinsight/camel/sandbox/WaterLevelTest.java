package io.fourinsight.camel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class WaterLevelTest {

    private static final String PATH =
            "reservoir/timeseries/" + Sandbox.STAVANGER + "/samples/aggregate?maxPageSize=1000"
                    + "&aggregationPeriod=1h&aggregationFunction=Avg&start=2026-01-01T00:00:00Z&end=2027-01-01T00:00:00Z";

    private static final Sandbox SANDBOX = Sandbox.start();

    private final TestClient client = new TestClient(SANDBOX);

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void waterLevelsAggregateLikeTheFile() throws IOException {
        Map<Instant, Double> expected = meansPerHour("water-level-stavanger-2026.csv.gz");

        HttpResponse<String> first = client.reservoir(PATH);
        List<JsonNode> pages = client.pages(first, client.reservoirToken());

        assertThat(pages).hasSize(9);
        Map<Instant, Double> aggregates = new TreeMap<>();
        pages.forEach(page -> page.path("value")
                .forEach(window -> aggregates.put(
                        OffsetDateTime.parse(window.path("Timestamp").asText()).toInstant(),
                        window.path("Value").asDouble())));
        assertThat(aggregates).hasSize(8760).containsExactlyEntriesOf(expected);
    }

    /** The means of a seeded file, computed without any of the sandbox's code. */
    private static Map<Instant, Double> meansPerHour(String file) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Sandbox.class.getResourceAsStream("reservoir/" + file)), StandardCharsets.UTF_8))) {
            Map<Instant, List<Double>> hours = new TreeMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",");
                Instant hour = Instant.ofEpochSecond(Long.parseLong(cells[0]) / 3_600_000_000_000L * 3600);
                hours.computeIfAbsent(hour, added -> new ArrayList<>()).add(Double.parseDouble(cells[1]));
            }
            return hours.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, WaterLevelTest::mean, (left, right) -> left, TreeMap::new));
        }
    }

    private static double mean(Map.Entry<Instant, List<Double>> hour) {
        double sum = 0;
        for (double value : hour.getValue()) {
            sum += value;
        }
        return sum / hour.getValue().size();
    }
}
