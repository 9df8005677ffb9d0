package io.fourinsight.camel.servers;

import static io.fourinsight.camel.servers.AzuriteReservoir.SERIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.servers.Fault.Effect;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Day files in Azurite, on connections that fail. */
@Timeout(60)
class AzuriteDownloadFaultsTest {

    @RegisterExtension
    static final AzuriteServer SERVER = new AzuriteServer();

    private static final String DATA = "operation=data";
    private static final long LAST_DAY = 20_513;
    private static final long LAST = LAST_DAY * 86_400_000_000_000L;
    private static final int SAMPLES = 40_000;
    /** Of the answer; the file is larger than what a connection takes at once. */
    private static final int MIDDLE = 400_000;

    /** {@code HTTP/1.1 200 OK} and the end of that line. */
    private static final int STATUS_LINE = 17;

    @TempDir
    private Path folder;

    private AzuriteRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new AzuriteRig(SERVER.origin());
        StringBuilder csv = new StringBuilder();
        for (int sample = 0; sample < SAMPLES; sample++) {
            csv.append(LAST + sample).append(",1.0\n");
        }
        rig.reservoir().add(LAST_DAY, "days/a.csv", csv.toString());
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
    }

    private static void assertWhole(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        TimeSeries samples = exchange.getMessage().getBody(TimeSeries.class);
        assertThat(samples.seriesId()).isEqualTo(SERIES);
        assertThat(samples.size()).isEqualTo(SAMPLES);
        assertThat(samples.timestamp(SAMPLES - 1)).isEqualTo(LAST + SAMPLES - 1);
    }

    private static IOException failure(Exchange exchange) {
        return Stream.iterate((Throwable) exchange.getException(), e -> e != null, Throwable::getCause)
                .filter(e -> e instanceof IOException
                        && String.valueOf(e.getMessage()).contains("days/a.csv"))
                .map(IOException.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no error that names the file", exchange.getException()));
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "CLOSE"})
    void cutDownloadIsRepeatedFromItsStart(Effect cut) throws Exception {
        rig.relay().next(Fault.ofAnswer(MIDDLE, cut), Fault.lostAnswer(), Fault.ofAnswer(STATUS_LINE, cut));

        assertWhole(rig.send(DATA, null));

        assertThat(rig.relay().requests()).isEqualTo(4);
        assertThat(rig.reservoir().steps()).containsExactly("list");
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "CLOSE"})
    void downloadThatIsAlwaysCutIsAnErrorWithoutAnySample(Effect cut) throws Exception {
        rig.relay().always(Fault.ofAnswer(MIDDLE, cut));

        Exchange exchange = rig.send(DATA, null);
        Exchange streamed =
                rig.send(DATA + "&streaming=true", null, "file:" + folder + "?fileName=s.csv&tempFileName=s.tmp");

        assertThat(failure(exchange)).hasMessageContaining("did not arrive");
        assertThat(failure(streamed)).hasMessageContaining("did not arrive");
        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(folder.resolve("s.csv")).doesNotExist();
        assertThat(rig.relay().requests()).as("four attempts each").isEqualTo(8);
    }

    /** Also if the reservoir has no MD5 to tell: Azurite's own is in its answer. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void damagedDownloadIsAnError(boolean listed) throws Exception {
        if (!listed) {
            rig.close();
            rig = new AzuriteRig(SERVER.origin());
            rig.container().put("days/a.csv", (LAST + ",1.0\n").repeat(SAMPLES));
            rig.reservoir().list(LAST_DAY, "days/a.csv", null);
        }
        rig.relay().always(Fault.ofAnswer(MIDDLE, Effect.DAMAGE));

        assertThat(failure(rig.send(DATA, null))).hasMessageContaining("is damaged");
        assertThat(rig.relay().requests())
                .as("what is stored so is not asked for again")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, STATUS_LINE, MIDDLE})
    void stalledDownloadEndsWithTheRequestTimeout(long bytes) throws Exception {
        rig.configuration().setRequestTimeout(Duration.ofSeconds(3));
        assertWhole(rig.send(DATA, null));
        rig.relay().next(Fault.ofAnswer(bytes, Effect.STALL));

        assertThat(failure(rig.send(DATA, null)))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessageContaining("no whole answer within PT3S");

        assertThat(rig.relay().requests()).isEqualTo(2);
        assertWhole(rig.send(DATA, null));
    }

    @Test
    void otherDaysGoOnWhileOneIsRepeated() throws Exception {
        for (int day = 1; day <= 8; day++) {
            rig.reservoir().add(LAST_DAY - day, "days/" + day + ".csv", LAST - day * 86_400_000_000_000L + ",1.0\n");
        }
        rig.relay().next(Fault.NONE, Fault.lostAnswer(), Fault.NONE, Fault.lostAnswer());

        Exchange exchange = rig.send(DATA, null);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(TimeSeries.class).size()).isEqualTo(SAMPLES + 8);
        assertThat(rig.relay().requests()).isEqualTo(11);
    }
}
