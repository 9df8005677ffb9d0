package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final TestClient client = new TestClient(sandbox);
    private final TestFiles files = new TestFiles(client);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void ticketLeadsToTheBlobStore() {
        JsonNode ticket = files.ticket();

        String endpoint = ticket.path("Endpoint").asText();
        assertThat(endpoint)
                .startsWith(
                        sandbox.blobUrl() + "uploads/" + ticket.path("FileId").asText() + "?")
                .endsWith(ticket.path("SasKey").asText());
        assertThat(sandbox.blobUrl().getPort()).isNotEqualTo(sandbox.apiUrl().getPort());
        assertThat(ticket.path("SasKeyExpirationTime").asText()).isEqualTo("2026-11-23T13:00:00+00:00");
        assertThat(ticket.path("Account").asText()).isNotEmpty();
        assertThat(ticket.path("Container").asText()).isEqualTo("uploads");
        assertThat(ticket.path("Path").asText()).isEqualTo(ticket.path("FileId").asText());
    }

    @Test
    void ticketExpiresBySwitchAndClock() {
        sandbox.signatureLifetime(Duration.ofMinutes(1));
        String endpoint = files.ticket().path("Endpoint").asText();
        clock.advance(Duration.ofMinutes(1));

        HttpResponse<String> refused = client.put(endpoint, "1,2\n");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("<Code>AuthenticationFailed</Code>");
        assertThat(sandbox.requests().under("PUT", Sandbox.UPLOAD_PATH)).isEqualTo(1);
    }

    @Test
    void credentialsSentToTheBlobStoreAreCounted() {
        String endpoint = files.ticket().path("Endpoint").asText();

        assertThat(client.get(endpoint, "secret").statusCode()).isEqualTo(400);

        assertThat(sandbox.requests().blobRequests()).isEqualTo(1);
        assertThat(sandbox.requests().blobRequestsWithCredentials()).isEqualTo(1);
    }

    @Test
    void fileIsReadyAfterItsPolls() {
        sandbox.reservoir().processingPolls(2);
        String file = files.commit("1,2\n");

        assertThat(files.status(file).path("State").asText()).isEqualTo("Processing");
        assertThat(files.status(file).path("State").asText()).isEqualTo("Processing");
        JsonNode ready = files.status(file);
        assertThat(ready.path("State").asText()).isEqualTo("Ready");
        assertThat(ready.path("FileId").asText()).isEqualTo(file);
        assertThat(files.status(file).path("State").asText()).isEqualTo("Ready");
    }

    @Test
    void commitMayBeSentAgain() {
        String file = files.commit("1,2\n");
        files.verified(file);

        assertThat(files.commitFile(file).statusCode()).isEqualTo(204);
        assertThat(files.status(file).path("State").asText()).isEqualTo("Ready");
    }

    @Test
    void commitNeedsAnUploadedFile() {
        assertThat(files.commitFile("nope").statusCode()).isEqualTo(404);
        assertThat(files.commitFile(files.ticket().path("FileId").asText()).statusCode())
                .isEqualTo(400);
        assertThat(client.reservoir("POST", "files/commit", "{").statusCode()).isEqualTo(400);
        assertThat(client.reservoir("files/nope/status").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2,1;1,1        | Line 2: the index 1 is not after 2.",
                "1,1;1,1        | Line 2: the index 1 is not after 1.",
                "1,1;;5         | Line 3: there is no comma.",
                "5;             | Line 1: there is no comma.",
                "index,value;   | Line 1: the index 'index' is not an integer of 64 bits.",
                "1,1;2.0,1      | Line 2: the index '2.0' is not an integer of 64 bits.",
                "9223372036854775808,1 | Line 1: the index '9223372036854775808' is not an integer of 64 bits.",
                "1,\"a;b        | Line 2: a quote is not closed.",
                ";              | The file has no samples."
            })
    void verificationFailsForBadCsv(String csv, String reason) {
        String file = files.commit(csv.replace(';', '\n'));

        JsonNode failed = files.verified(file);

        assertThat(failed.path("State").asText()).isEqualTo("Failed");
        assertThat(failed.path("StateMessage").asText()).isEqualTo(reason);
        assertThat(client.reservoirForm("timeseries/create", Map.of("FileId", file))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1,", "-9223372036854775808,a\n9223372036854775807,b", "1,a,b\r\n\r\n2,\"a\"\"\nb\"\n3,c\"\n4,"})
    void verificationAcceptsAnyValue(String csv) {
        assertThat(files.verified(files.commit(csv)).path("State").asText()).isEqualTo("Ready");
    }

    @Test
    void verificationFailsOnDemand() {
        sandbox.reservoir().failVerification("not today");
        JsonNode failed = files.verified(files.commit("1,2\n"));
        assertThat(failed.path("State").asText()).isEqualTo("Failed");
        assertThat(failed.path("StateMessage").asText()).isEqualTo("not today");

        sandbox.reservoir().failVerification(null);
        assertThat(files.verified(files.commit("1,2\n")).path("State").asText()).isEqualTo("Ready");
    }

    @Test
    void verificationNeverEndsOnDemand() {
        sandbox.reservoir().neverVerified();
        String file = files.commit("1,2\n");

        for (int i = 0; i < 20; i++) {
            assertThat(files.status(file).path("State").asText()).isEqualTo("Processing");
        }
    }

    @Test
    void seriesIsCreatedBeforeItsFileIsFoundReady() {
        String file = files.commit("-1,2\n86400000000000,3\n");

        JsonNode created = json(client.reservoirForm("timeseries/create", Map.of("FileId", file)));

        assertThat(created.path("FileId").asText()).isEqualTo(file);
        assertThat(created.path("TimeOfFirstSample").asLong()).isEqualTo(-1);
        assertThat(created.path("TimeOfLastSample").asLong()).isEqualTo(86_400_000_000_000L);
        JsonNode info = json(
                client.reservoir("timeseries/" + created.path("TimeSeriesId").asText()));
        assertThat(info.path("TimeOfLastSample").asLong()).isEqualTo(86_400_000_000_000L);
        assertThat(sandbox.reservoir().creates(file)).isEqualTo(1);
    }

    @Test
    void secondAddOfAFileIsCounted() {
        String series = files.create("1,1\n");
        String file = files.commit("2,2\n");

        JsonNode added = json(files.add(series, file));
        assertThat(files.add(series, file).statusCode()).isEqualTo(200);

        assertThat(added.path("TimeOfFirstSample").asLong()).isEqualTo(1);
        assertThat(added.path("TimeOfLastSample").asLong()).isEqualTo(2);
        assertThat(sandbox.reservoir().adds(file)).isEqualTo(2);
        assertThat(sandbox.reservoir().createsAndAdds()).isEqualTo(3);
        assertThat(files.bodies(series)).containsExactly("0:1,1\n", "0:2,2\n", "0:2,2\n");
    }

    @Test
    void addNeedsASeriesAndAFile() {
        String file = files.commit("1,1\n");

        assertThat(files.add("nope", file).statusCode()).isEqualTo(404);
        assertThat(files.add(Sandbox.EMPTY, "nope").statusCode()).isEqualTo(404);
        assertThat(client.reservoirForm("timeseries/add", Map.of("FileId", file))
                        .statusCode())
                .isEqualTo(400);
        assertThat(sandbox.reservoir().adds(file)).isZero();
    }

    @Test
    void emptySeriesIsCreatedByItsId() {
        JsonNode created = json(client.reservoir("PUT", "timeseries/my-id", ""));

        assertThat(created.path("TimeSeriesId").asText()).isEqualTo("my-id");
        assertThat(created.path("TimeOfFirstSample").asLong()).isZero();
        assertThat(created.path("TimeOfLastSample").asLong()).isEqualTo(-1);
        assertThat(files.bodies("my-id")).isEmpty();
    }

    @Test
    void deletedSeriesIsGone() {
        String series = files.create("1,1\n");

        assertThat(client.reservoir("DELETE", "timeseries/" + series, "").statusCode())
                .isEqualTo(204);
        assertThat(client.reservoir("DELETE", "timeseries/" + series, "").statusCode())
                .isEqualTo(404);
        assertThat(client.reservoir("timeseries/" + series + "/data/days").statusCode())
                .isEqualTo(404);
    }
}
