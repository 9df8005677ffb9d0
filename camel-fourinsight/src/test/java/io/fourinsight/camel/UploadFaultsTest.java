package io.fourinsight.camel;

import static io.fourinsight.camel.UploadRig.MANY;
import static io.fourinsight.camel.UploadRig.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.csv.TimeSeriesCsv;
import io.fourinsight.client.testing.LogWatch;
import io.fourinsight.client.testing.Secrecy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads whose answers are lost, whose connections break and whose signatures end. */
class UploadFaultsTest {

    private static final String CSV = NOON + ",1.5\n" + (NOON + 1) + ",2\n";
    private static final TimeSeries SERIES = UploadRig.series(MANY);

    private final UploadRig rig = new UploadRig();

    @BeforeEach
    void start() throws Exception {
        rig.context.camel().setStreamCaching(false);
        rig.start("");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** A body of more than a block that cannot be read again. */
    private static Object once() {
        return new ByteArrayInputStream(TimeSeriesCsv.bytes(SERIES));
    }

    private static boolean isStep(Request request, String step) {
        return (request.method() + " " + request.url()).matches("\\w+ .*" + step + ".*");
    }

    private void assertAppendedOnce(Exchange exchange, int files, int adds) {
        assertThat(exchange.getException()).isNull();
        String fileId = exchange.getMessage().getHeader(FourInsightConstants.FILE_ID, String.class);
        assertThat(rig.sandbox.reservoir().adds(fileId)).isEqualTo(adds);
        assertThat(rig.sandbox.reservoir().createsAndAdds())
                .as("of this file only")
                .isEqualTo(adds);
        assertThat(rig.steps().stream().filter("POST files/upload"::equals)).hasSize(files);
    }

    @ParameterizedTest
    @CsvSource({
        "files/upload,   2, 1",
        "uploads/,       1, 1",
        "files/commit,   1, 1",
        "/status,        1, 1",
        "timeseries/add, 1, 2"
    })
    void aStepWhoseAnswerIsLostIsRepeatedForTheSameFile(String step, int files, int adds) {
        rig.sandbox.faults().dropAnswer(1, request -> isStep(request, step));

        Exchange exchange = rig.append(Sandbox.EMPTY, CSV);

        assertAppendedOnce(exchange, files, adds);
        assertThat(rig.data(Sandbox.EMPTY).size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"blockid=MDAwMDAw", "blockid=MDAwMDAx", "comp=blocklist"})
    void aBlockOrListWhoseAnswerIsLostIsRepeatedAlone(String step) {
        rig.sandbox.faults().dropAnswer(1, request -> isStep(request, step));

        assertAppendedOnce(rig.append(Sandbox.EMPTY, once()), 1, 1);

        assertThat(rig.puts()).hasSize(4);
        assertThat(rig.data(Sandbox.EMPTY).size()).isEqualTo(MANY);
    }

    @Test
    void aBlockThatBreaksOffIsSentAgainFromMemory() {
        rig.sandbox.faults().cutUpload(2, request -> isStep(request, "blockid=MDAwMDAx"), 1000);

        assertAppendedOnce(rig.append(Sandbox.EMPTY, once()), 1, 1);

        assertThat(rig.puts()).hasSize(5);
        assertThat(rig.data(Sandbox.EMPTY).size()).isEqualTo(MANY);
    }

    @Test
    void aBlobThatBreaksOffIsReadAndSentAgain() {
        rig.sandbox.faults().cutUpload(1, Sandbox.UPLOAD_PATH, 3_000_000);

        assertAppendedOnce(rig.append(Sandbox.EMPTY, TimeSeriesCsv.bytes(SERIES)), 1, 1);

        assertThat(rig.puts()).hasSize(2);
        assertThat(rig.data(Sandbox.EMPTY).size()).isEqualTo(MANY);
    }

    @Test
    void aFileThatIsChangedWhileItIsUploadedIsRefusedByTheStore(@TempDir Path folder) throws Exception {
        byte[] csv = TimeSeriesCsv.bytes(SERIES);
        Path file = Files.write(folder.resolve("samples.csv"), csv);
        csv[csv.length - 2]++; // a digit of the last value
        rig.sandbox.faults().beforeAnswer(Sandbox.RESERVOIR_PATH + "files/upload", () -> write(file, csv));

        assertThat(rig.append(Sandbox.EMPTY, file.toFile()).getException())
                .isInstanceOfSatisfying(HttpOperationFailedException.class, e -> {
                    assertThat(e.getStatusCode()).isEqualTo(400);
                    assertThat(e.getResponseBody()).contains("Md5Mismatch");
                });
        assertThat(rig.steps()).doesNotContain("POST files/commit");
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCreateWhoseAnswerIsLostIsNotRepeatedForItWouldMakeTwoSeries() {
        rig.sandbox.faults().dropAnswer(1, request -> isStep(request, "timeseries/create"));

        Exchange exchange = rig.context.sendBody("create", CSV);

        assertThat(exchange.getException()).isInstanceOf(IOException.class);
        assertThat(rig.sandbox.reservoir().createsAndAdds()).isEqualTo(1);
    }

    @Test
    void anAnswerThatNeverComesIsAnErrorWithoutAnAdd() {
        rig.sandbox.faults().dropAnswer(4, request -> isStep(request, "files/commit"));

        assertThat(rig.append(Sandbox.EMPTY, CSV).getException()).isInstanceOf(IOException.class);

        assertThat(rig.steps().stream().filter("POST files/commit"::equals)).hasSize(4);
        assertThat(rig.steps()).doesNotContain("POST timeseries/add");
    }

    @Test
    void aSignatureThatIsRefusedAtFirstIsChangedForANewOneOnce() {
        for (Object body : List.of(CSV, TimeSeriesCsv.bytes(SERIES), once(), SERIES)) {
            rig.sandbox.requests().reset();
            rig.sandbox.faults().answerNext(1, Sandbox.UPLOAD_PATH, Response.of(403));

            assertThat(rig.append(Sandbox.EMPTY, body).getException()).isNull();

            assertThat(rig.steps()).startsWith("POST files/upload").contains("POST files/commit");
            assertThat(rig.steps().stream().filter("POST files/upload"::equals)).hasSize(2);
        }
        assertThat(rig.sandbox.reservoir().createsAndAdds()).isEqualTo(4);

        rig.sandbox.faults().answerNext(2, Sandbox.UPLOAD_PATH, Response.of(403));
        assertThat(rig.append(Sandbox.EMPTY, CSV).getException())
                .isInstanceOfSatisfying(HttpOperationFailedException.class, e -> assertThat(e.getStatusCode())
                        .isEqualTo(403));
    }

    @ParameterizedTest
    @ValueSource(strings = {"blockid=MDAwMDAx", "comp=blocklist"})
    void aSignatureThatEndsHalfWayNeedsSamplesThatCanBeReadAgain(String step) {
        rig.sandbox.faults().answerNext(1, request -> isStep(request, step), Response.of(403));
        assertAppendedOnce(rig.append(Sandbox.EMPTY, SERIES), 2, 1);
        assertThat(rig.data(Sandbox.EMPTY).size()).isEqualTo(MANY);

        rig.sandbox.faults().answerNext(1, request -> isStep(request, step), Response.of(403));
        assertThat(rig.append(Sandbox.EMPTY, once()).getException())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("The store no longer accepts the signature of the upload, after ");
        assertThat(rig.sandbox.reservoir().createsAndAdds())
                .as("nothing was added")
                .isEqualTo(1);
    }

    @Test
    void aCredentialOrSignatureIsNeitherSentNorLogged() throws Exception {
        AtomicReference<String> signature = new AtomicReference<>("not yet known");
        rig.sandbox
                .faults()
                .beforeAnswer(Sandbox.UPLOAD_PATH, () -> signature.compareAndSet("not yet known", signature()));
        try (LogWatch log = new LogWatch(
                text -> Secrecy.isBrokenBy(text) || text.contains("sig=") || text.contains(signature.get()))) {
            rig.context.camel().getComponent("http", HttpComponent.class).setLogHttpActivity(true);
            rig.sandbox.faults().dropAnswer(1, Sandbox.UPLOAD_PATH);
            assertThat(rig.append(Sandbox.EMPTY, CSV).getException()).isNull();
            assertThat(rig.append(Sandbox.EMPTY, once()).getException()).isNull();
            rig.sandbox.faults().answerNext(2, Sandbox.UPLOAD_PATH, Response.of(403));
            Exception refused = rig.append(Sandbox.EMPTY, CSV).getException();

            assertThat(signature.get()).isNotEqualTo("not yet known").hasSizeGreaterThan(20);
            assertThat(log.lines()).isGreaterThan(100);
            assertThat(log.found()).isEmpty();
            assertThat(refused).isNotNull();
            assertThat(refused.toString()).doesNotContain("sig=");
        }
        assertThat(rig.sandbox.requests().blobRequests()).isPositive();
        assertThat(rig.sandbox.requests().blobRequestsWithCredentials()).isZero();
    }

    private String signature() {
        return rig.puts().get(0).rawQuery().replaceAll(".*sig=([^&]+).*", "$1");
    }
}
