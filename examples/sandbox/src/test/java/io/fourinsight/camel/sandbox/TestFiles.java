package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.encode;
import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** What a client of the sandbox does with files. */
final class TestFiles {

    private final TestClient client;

    TestFiles(TestClient client) {
        this.client = client;
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    JsonNode ticket() {
        return json(client.reservoir("POST", "files/upload", ""));
    }

    /** Uploads and commits, and does not wait. */
    String commit(String csv) {
        JsonNode ticket = ticket();
        assertThat(client.put(ticket.path("Endpoint").asText(), csv).statusCode())
                .isEqualTo(201);
        String file = ticket.path("FileId").asText();
        assertThat(commitFile(file).statusCode()).isEqualTo(204);
        return file;
    }

    HttpResponse<String> commitFile(String file) {
        return client.reservoir("POST", "files/commit", "{\"FileId\":\"" + file + "\"}");
    }

    JsonNode status(String file) {
        return json(client.reservoir("files/" + file + "/status"));
    }

    /** The state after the one poll that finds a file in processing. */
    JsonNode verified(String file) {
        assertThat(status(file).path("State").asText()).isEqualTo("Processing");
        return status(file);
    }

    /** Creates a series of a new file. */
    String create(String csv) {
        return json(client.reservoirForm("timeseries/create", Map.of("FileId", commit(csv))))
                .path("TimeSeriesId")
                .asText();
    }

    HttpResponse<String> add(String series, String file) {
        return client.reservoirForm("timeseries/add", Map.of("TimeSeriesId", series, "FileId", file));
    }

    List<JsonNode> days(String series, long start, long end) {
        return list(
                json(client.reservoir("timeseries/%s/data/days?start=%d&end=%d".formatted(encode(series), start, end)))
                        .path("Files"));
    }

    /** The day files of everything, in the order of the answer: {@code <day>:<body>}. */
    List<String> bodies(String series) {
        return days(series, -9_214_560_000_000_000_000L, 9_214_646_399_999_999_999L).stream()
                .flatMap(file -> list(file.path("Chunks")).stream())
                .map(chunk -> chunk.path("DaysSinceEpoch").asLong() + ":"
                        + read(chunk).body())
                .toList();
    }

    HttpResponse<String> read(JsonNode chunk) {
        return client.getWithoutToken(chunk.path("Endpoint").asText());
    }
}
