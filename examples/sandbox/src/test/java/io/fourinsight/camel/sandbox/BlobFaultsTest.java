package io.fourinsight.camel.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fourinsight.camel.sandbox.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BlobFaultsTest {

    private static final String LARGE = "0123456789abcdef".repeat(32 * 1024);

    private final Sandbox sandbox = Sandbox.start();
    private final TestClient client = new TestClient(sandbox);
    private final TestFiles files = new TestFiles(client);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void dayFileIsAnsweredByAScript() {
        String url = dayFile("1,1\n");
        sandbox.faults().answerNext(1, Sandbox.DAY_FILE_PATH, Response.of(503).header("Retry-After", "3"));

        assertThat(client.getWithoutToken(url).statusCode()).isEqualTo(503);
        assertThat(client.getWithoutToken(url).body()).isEqualTo("1,1\n");
    }

    @Test
    void faultMayMeetOneSeriesOrOneKindOfRequest() {
        String url = dayFile("1,1\n");
        sandbox.faults().answerNext(9, Sandbox.DAY_FILE_PATH + "other/", Response.of(503));
        sandbox.faults().answerNext(9, request -> request.method().equals("PUT"), Response.of(503));

        assertThat(client.getWithoutToken(url).statusCode()).isEqualTo(200);
        assertThat(client.put(files.ticket().path("Endpoint").asText(), "x").statusCode())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000})
    void answerIsCutAfterSoManyBytes(int bytes) throws IOException {
        String url = dayFile(LARGE);
        sandbox.faults().cutAnswer(1, Sandbox.DAY_FILE_PATH, bytes);

        try (InputStream body = client.stream(url)) {
            assertThat(new String(body.readNBytes(bytes), StandardCharsets.UTF_8))
                    .isEqualTo(LARGE.substring(0, bytes));
            assertThatThrownBy(body::read).isInstanceOf(IOException.class);
        }
        assertThat(client.getWithoutToken(url).body()).isEqualTo(LARGE);
    }

    @Test
    void answerStallsUntilItIsReleased() throws Exception {
        String url = dayFile(LARGE);
        CountDownLatch stalled = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        sandbox.faults().stallAnswer(1, Sandbox.DAY_FILE_PATH, 70_000, () -> {
            stalled.countDown();
            await(release);
        });

        try (InputStream body = client.stream(url)) {
            assertThat(body.readNBytes(70_000)).hasSize(70_000);
            assertThat(stalled.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(body.available()).isZero();
            release.countDown();
            assertThat(body.readAllBytes()).hasSize(LARGE.length() - 70_000);
        }
    }

    @Test
    void oneByteIsDamaged() {
        String url = dayFile("1,1\n2,2\n");
        sandbox.faults().damageAnswer(1, Sandbox.DAY_FILE_PATH, 5);

        assertThat(client.getWithoutToken(url).body()).isEqualTo("1,1\n2\uFFFD2\n");
        assertThat(client.getWithoutToken(url).body()).isEqualTo("1,1\n2,2\n");
    }

    @Test
    void uploadIsStoredThoughItsAnswerIsLost() {
        JsonNode ticket = files.ticket();
        sandbox.faults().dropAnswer(1, Sandbox.UPLOAD_PATH);

        assertThatThrownBy(() -> client.put(ticket.path("Endpoint").asText(), "1,1\n"))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(files.commitFile(ticket.path("FileId").asText()).statusCode())
                .isEqualTo(204);
    }

    @Test
    void uploadThatBreaksIsNotStored() {
        JsonNode ticket = files.ticket();
        String url = ticket.path("Endpoint").asText();
        sandbox.faults().cutUpload(1, Sandbox.UPLOAD_PATH, 100_000);

        assertThatThrownBy(() -> client.put(url, LARGE)).isInstanceOf(UncheckedIOException.class);

        String file = ticket.path("FileId").asText();
        assertThat(files.commitFile(file).statusCode()).isEqualTo(400);
        assertThat(client.put(url, LARGE).statusCode()).isEqualTo(201);
        assertThat(files.commitFile(file).statusCode()).isEqualTo(204);
    }

    @Test
    void jsonThatBreaksIsNotRead() {
        JsonNode ticket = files.ticket();
        String file = ticket.path("FileId").asText();
        client.put(ticket.path("Endpoint").asText(), "1,1\n");
        sandbox.faults().cutUpload(1, Sandbox.RESERVOIR_PATH + "files/commit", 1_000);

        assertThatThrownBy(() -> files.commitFile(file)).isInstanceOf(UncheckedIOException.class);

        assertThat(files.commitFile(file).statusCode()).isEqualTo(204);
    }

    @Test
    void commitIsDoneThoughItsAnswerIsLost() {
        JsonNode ticket = files.ticket();
        String file = ticket.path("FileId").asText();
        client.put(ticket.path("Endpoint").asText(), "1,1\n");
        sandbox.faults().dropAnswer(1, Sandbox.RESERVOIR_PATH + "files/commit");

        assertThatThrownBy(() -> files.commitFile(file)).isInstanceOf(UncheckedIOException.class);

        assertThat(files.verified(file).path("State").asText()).isEqualTo("Ready");
    }

    @Test
    void refusedUploadIsReadToItsEnd() {
        sandbox.signatureLifetime(Duration.ZERO);

        assertThat(client.put(files.ticket().path("Endpoint").asText(), LARGE.repeat(8))
                        .statusCode())
                .isEqualTo(403);
    }

    private String dayFile(String body) {
        sandbox.addDayFiles("series", LocalDate.EPOCH, body.getBytes(StandardCharsets.UTF_8));
        return files.days("series", 0, 0).get(0).at("/Chunks/0/Endpoint").asText();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
