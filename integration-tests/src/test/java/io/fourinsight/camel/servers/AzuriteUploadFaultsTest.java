package io.fourinsight.camel.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.servers.Fault.Effect;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Samples that are put into Azurite on connections that fail. */
@Timeout(60)
class AzuriteUploadFaultsTest {

    @RegisterExtension
    static final AzuriteServer SERVER = new AzuriteServer();

    private static final String APPEND = "operation=append";
    private static final String FIRST = AzuriteReservoir.path("F-1");
    /** {@code HTTP/1.1 201}. */
    private static final int STATUS = 12;

    private static final String SMALL = LargeUpload.DAY * 86_400_000_000_000L + ",1.5\n";

    @TempDir
    private Path folder;

    private AzuriteRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new AzuriteRig(SERVER.origin());
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    /** One file, although some of its requests were repeated. */
    private void assertAppended(Exchange exchange, int requests) throws IOException {
        assertThat(exchange.getException()).isNull();
        assertThat(LargeUpload.isIn(rig.container(), FIRST)).isTrue();
        assertThat(rig.relay().requests()).isEqualTo(requests);
        assertThat(rig.reservoir().steps()).containsExactly("ticket", "commit F-1", "add F-1");
    }

    private void assertNothingCommitted() {
        assertThat(rig.reservoir().steps()).containsExactly("ticket");
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "CLOSE"})
    void blobThatIsCutIsSentAgainFromItsStart(Effect cut) throws Exception {
        rig.relay().next(Fault.ofRequest(LargeUpload.MIDDLE, cut), Fault.ofRequest(100, cut));

        assertAppended(rig.send(APPEND, LargeUpload.file(folder)), 3);
    }

    @Test
    void blobThatIsStoredButNotAnsweredIsSentAgain() throws Exception {
        rig.relay().next(Fault.lostAnswer(), Fault.ofAnswer(STATUS, Effect.CLOSE));

        assertAppended(rig.send(APPEND, LargeUpload.file(folder)), 3);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "CLOSE"})
    void blockThatIsCutIsSentAgainAlone(Effect cut) throws Exception {
        rig.relay().next(Fault.NONE, Fault.ofRequest(1_000_000, cut));

        assertAppended(rig.send(APPEND, LargeUpload.stream()), 5);
    }

    @Test
    void blockThatIsStoredButNotAnsweredIsSentAgainAlone() throws Exception {
        rig.relay().next(Fault.NONE, Fault.lostAnswer());

        assertAppended(rig.send(APPEND, LargeUpload.stream()), 5);
    }

    /** By then there are no uncommitted blocks any more. */
    @Test
    void listThatIsCommittedButNotAnsweredIsSentAgain() throws Exception {
        rig.relay().next(Fault.NONE, Fault.NONE, Fault.NONE, Fault.lostAnswer());

        assertAppended(rig.send(APPEND, LargeUpload.stream()), 5);
    }

    @Test
    void listThatIsCutIsSentAgain() throws Exception {
        rig.relay().next(Fault.NONE, Fault.NONE, Fault.NONE, Fault.ofRequest(100, Effect.RESET));

        assertAppended(rig.send(APPEND, LargeUpload.stream()), 5);
    }

    @Test
    void blobWithoutAnAnswerIsNotCommittedAlthoughItIsStored() throws Exception {
        rig.relay().always(Fault.lostAnswer());

        assertThat(rig.send(APPEND, SMALL).getException()).isInstanceOf(IOException.class);

        assertThat(rig.container().content(FIRST))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(SMALL);
        assertThat(rig.relay().requests()).as("attempts").isEqualTo(4);
        assertNothingCommitted();
    }

    @Test
    void uploadThatIsAlwaysCutIsNotCommitted() throws Exception {
        rig.relay().always(Fault.ofRequest(1_000_000, Effect.RESET));

        assertThat(rig.send(APPEND, LargeUpload.stream()).getException()).isInstanceOf(IOException.class);

        assertThat(rig.container().contains(FIRST)).isFalse();
        assertNothingCommitted();
    }

    @ParameterizedTest
    @CsvSource({"REQUEST, 0", "REQUEST, 6000000", "ANSWER, 0", "ANSWER, 12"})
    void stalledUploadEndsWithTheRequestTimeout(Fault.Direction direction, long bytes) throws Exception {
        rig.configuration().setRequestTimeout(Duration.ofSeconds(3));
        rig.relay().next(new Fault(direction, bytes, Effect.STALL));

        assertThat(rig.send(APPEND, LargeUpload.file(folder)).getException())
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("requestTimeout");

        assertThat(rig.relay().requests()).isEqualTo(1);
        assertNothingCommitted();
    }

    @Test
    void stalledBlockEndsWithTheRequestTimeout() throws Exception {
        rig.configuration().setRequestTimeout(Duration.ofSeconds(3));
        rig.relay().next(Fault.NONE, Fault.ofRequest(1_000_000, Effect.STALL));

        assertThat(rig.send(APPEND, LargeUpload.stream()).getException())
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("requestTimeout");

        assertThat(rig.relay().requests()).isEqualTo(2);
        assertThat(rig.container().contains(FIRST)).isFalse();
        assertNothingCommitted();
    }
}
