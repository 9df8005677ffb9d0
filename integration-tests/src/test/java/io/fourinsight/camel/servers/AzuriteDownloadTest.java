package io.fourinsight.camel.servers;

import static io.fourinsight.camel.servers.AzuriteReservoir.SERIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.reservoir.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Day files in Azurite: that they are read, and who may read them. */
class AzuriteDownloadTest {

    @RegisterExtension
    static final AzuriteServer SERVER = new AzuriteServer();

    private static final String DATA = "operation=data";
    private static final long DAY = 86_400_000_000_000L;
    private static final long LAST_DAY = 20_513;
    private static final long LAST = LAST_DAY * DAY;

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

    private static TimeSeries series(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(TimeSeries.class);
    }

    @Test
    void filesOfAllDaysAreMerged() throws Exception {
        rig.reservoir().add(LAST_DAY, "days/b.csv", LAST + ",1.5\n" + (LAST + 1) + ",2\n");
        rig.reservoir().add(LAST_DAY, "days/c.csv", (LAST + 1) + ",3\n");
        rig.reservoir().add(LAST_DAY - 1, "days/a.csv", (LAST - 1) + ",-0.0\n");

        TimeSeries samples = series(rig.send(DATA, null));

        assertThat(samples)
                .isEqualTo(TimeSeries.of(SERIES, new long[] {LAST - 1, LAST, LAST + 1}, new double[] {-0.0, 1.5, 3}));
    }

    @Test
    void pathsMayHaveAnyCharacter() throws Exception {
        rig.reservoir().add(LAST_DAY, "days of Ægir/100 % + &=#.csv", LAST + ",1\n");

        assertThat(series(rig.send(DATA, null)).size()).isEqualTo(1);
    }

    @Test
    void daysAreStreamedToAFile() throws Exception {
        for (long day = LAST_DAY - 20; day <= LAST_DAY; day++) {
            rig.reservoir().add(day, "days/" + day + ".csv", day * DAY + ",1.0\n" + (day * DAY + 1) + ",2.0\n");
        }

        Exchange exchange = rig.send(DATA + "&streaming=true", null, "file:" + folder + "?fileName=s.csv");

        assertThat(exchange.getException()).isNull();
        assertThat(folder.resolve("s.csv"))
                .content()
                .isEqualTo(LongStream.rangeClosed(LAST_DAY - 20, LAST_DAY)
                        .mapToObj(day -> day * DAY + ",1.0\n" + (day * DAY + 1) + ",2.0\n")
                        .reduce("", String::concat));
    }

    /** A day of that size does not stay in memory. */
    @Test
    void largeDayIsStreamedAsItIs() throws Exception {
        StringBuilder csv = new StringBuilder();
        for (int sample = 0; csv.length() < 17 * 1024 * 1024; sample++) {
            csv.append(LAST + sample).append(",1.0\n");
        }
        rig.reservoir().add(LAST_DAY, "days/a.csv", csv.toString());

        Exchange exchange = rig.send(DATA + "&streaming=true", null, "file:" + folder + "?fileName=s.csv");

        assertThat(exchange.getException()).isNull();
        assertThat(Files.readString(folder.resolve("s.csv")).equals(csv.toString()))
                .isTrue();
    }

    @Test
    void blobThatIsGoneIsNotFound() throws Exception {
        rig.reservoir().list(LAST_DAY, "days/gone.csv", null);

        assertRefused(rig.send(DATA, null), 404, "BlobNotFound");
        assertThat(rig.reservoir().steps()).containsExactly("list");
    }

    @Test
    void wrongMd5OfTheListingIsAnError() throws Exception {
        rig.container().put("days/a.csv", LAST + ",1\n");
        rig.reservoir().list(LAST_DAY, "days/a.csv", "1B2M2Y8AsgTpgAmY7PhCfg==");

        assertThat(rig.send(DATA, null).getException())
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("days/a.csv is damaged");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GOOD")
    void refusedSignatureIsReplacedByThatOfAnotherListing(Issued first) throws Exception {
        rig.reservoir().add(LAST_DAY, "days/a.csv", LAST + ",1\n");
        rig.reservoir().add(LAST_DAY, "days/b.csv", LAST + ",2\n");
        rig.reservoir().issue(first, Issued.GOOD);

        TimeSeries samples = series(rig.send(DATA, null));

        assertThat(samples).isEqualTo(TimeSeries.of(SERIES, new long[] {LAST}, new double[] {2}));
        assertThat(rig.reservoir().steps()).containsExactly("list", "list");
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED, AuthorizationFailure",
        "TAMPERED, AuthorizationFailure",
        "OF_ANOTHER_BLOB, AuthorizationFailure",
        "WITH_OTHER_PERMISSIONS, AuthorizationPermissionMismatch"
    })
    void signatureThatIsRefusedTwiceIsTheStoresError(Issued always, String code) throws Exception {
        rig.reservoir().add(LAST_DAY, "days/a.csv", LAST + ",1\n");
        rig.reservoir().issue(always);

        assertRefused(rig.send(DATA, null), 403, code);
        assertThat(rig.reservoir().steps()).containsExactly("list", "list");
    }

    private static void assertRefused(Exchange exchange, int status, String code) {
        assertThat(exchange.getException()).isInstanceOfSatisfying(HttpOperationFailedException.class, e -> {
            assertThat(e.getStatusCode()).isEqualTo(status);
            assertThat(e.getResponseBody()).contains(code);
            assertThat(e.getUri()).contains("/days/").doesNotContain("?");
            assertThat(e.toString() + e.getResponseBody() + e.getResponseHeaders())
                    .doesNotContain("sig=");
        });
    }
}
