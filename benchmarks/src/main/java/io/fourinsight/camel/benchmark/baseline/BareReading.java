package io.fourinsight.camel.benchmark.baseline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fourinsight.camel.benchmark.server.AggregatePages;
import io.fourinsight.camel.benchmark.server.Series;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a program reads by a loop of its own over HttpClient 5 and Jackson, one request after the other. */
public final class BareReading implements AutoCloseable {

    private final BareClient client = new BareClient(1);
    private final ObjectMapper mapper = new ObjectMapper();
    private final String server;

    public BareReading(String server) {
        this.server = server;
    }

    /** The items of all pages of an OData collection. */
    public List<Object> items() throws Exception {
        List<Object> items = new ArrayList<>();
        String next = server + "/api/pages/0";
        while (next != null) {
            Map<?, ?> page = client.get(URI.create(next), body -> mapper.readValue(body, Map.class));
            items.addAll((List<?>) page.get("value"));
            next = (String) page.get("@odata.nextLink");
        }
        return items;
    }

    /** Verifies and parses the day files of a month. */
    public void month() throws Exception {
        for (int day = 0; day < Series.MONTH.days(); day++) {
            URI file = URI.create(server + "/blobs/" + Series.MONTH.id() + "/" + day);
            new MemoryParse().run(List.of(client.get(file, InputStream::readAllBytes)));
        }
    }

    /** The times and values of all pages of aggregates. */
    public void aggregates() throws Exception {
        long[] timestamps = new long[AggregatePages.SAMPLES];
        double[] values = new double[AggregatePages.SAMPLES];
        int count = 0;
        String next = server + "/reservoir/aggregates/0/" + AggregatePages.SAMPLES;
        while (next != null) {
            JsonNode page = client.get(URI.create(next), mapper::readTree);
            for (JsonNode sample : page.get("value")) {
                Instant time = Instant.parse(sample.get("Timestamp").asText());
                timestamps[count] = time.getEpochSecond() * 1_000_000_000 + time.getNano();
                values[count++] = sample.get("Value").asDouble();
            }
            next = page.path("@odata.nextLink").asText(null);
        }
        if (count != AggregatePages.SAMPLES || timestamps[0] >= timestamps[count - 1] || Double.isNaN(values[0])) {
            throw new IllegalStateException("not the aggregates that the server has: " + count);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
