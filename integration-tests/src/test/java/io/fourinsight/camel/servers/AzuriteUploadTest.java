package io.fourinsight.camel.servers;

import static io.fourinsight.camel.servers.AzuriteReservoir.SERIES;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.servers.Fault.Effect;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/** Samples that are put into Azurite: in which requests, and which of them it takes. */
class AzuriteUploadTest {

    @RegisterExtension
    static final AzuriteServer SERVER = new AzuriteServer();

    private static final String CREATE = "operation=create";
    private static final String APPEND = "operation=append";
    private static final String FIRST = AzuriteReservoir.path("F-1");
    private static final String SECOND = AzuriteReservoir.path("F-2");
    private static final long NOON = LargeUpload.DAY * 86_400_000_000_000L + 43_200_000_000_000L;
    private static final String SMALL = NOON + ",1.5\n" + (NOON + 1) + ",2.0\n";

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

    @Test
    void createdSeriesIsOneBlobWithTheMd5ThatTheStoreChecked() throws Exception {
        TimeSeries series = TimeSeries.of("any", new long[] {NOON, NOON + 1}, new double[] {1.5, 2});

        Exchange exchange = rig.send(CREATE, series);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader(FourInsightConstants.RESULT_SERIES_ID))
                .isEqualTo(SERIES);
        assertThat(rig.container().content(FIRST))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(SMALL);
        assertThat(rig.container().md5(FIRST)).isNotNull();
        assertThat(rig.relay().requests()).isEqualTo(1);
        assertThat(rig.reservoir().steps()).containsExactly("ticket", "commit F-1", "create F-1");
    }

    @Test
    void fileIsOneBlobOfKnownLength() throws Exception {
        assertThat(rig.send(APPEND, LargeUpload.file(folder)).getException()).isNull();

        assertThat(LargeUpload.isIn(rig.container(), FIRST)).isTrue();
        assertThat(rig.relay().requests()).isEqualTo(1);
        assertThat(rig.reservoir().steps()).containsExactly("ticket", "commit F-1", "add F-1");
    }

    @Test
    void streamIsThreeBlocksAndTheirList() throws Exception {
        assertThat(rig.send(APPEND, LargeUpload.stream()).getException()).isNull();

        assertThat(LargeUpload.isIn(rig.container(), FIRST)).isTrue();
        assertThat(rig.relay().requests()).isEqualTo(4);
        assertThat(rig.reservoir().steps()).containsExactly("ticket", "commit F-1", "add F-1");
    }

    @Test
    void whatWasCreatedAndAppendedIsReadMerged() throws Exception {
        assertThat(rig.send(CREATE, SMALL).getException()).isNull();
        String more = (NOON + 1) + ",\"a,b\"\n" + (NOON + 2) + ",æ\n";
        assertThat(rig.send(APPEND, more).getException()).isNull();

        Exchange exchange = rig.send("operation=data", null);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody())
                .isEqualTo(
                        TimeSeries.of(SERIES, new long[] {NOON, NOON + 1, NOON + 2}, new String[] {"1.5", "a,b", "æ"}));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GOOD")
    void refusedTicketIsReplacedByAnother(Issued first) throws Exception {
        rig.reservoir().issue(first, Issued.GOOD);

        assertThat(rig.send(CREATE, SMALL).getException()).isNull();

        assertThat(rig.container().contains(FIRST)).isFalse();
        assertThat(rig.container().content(SECOND))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(SMALL);
        assertThat(rig.reservoir().steps()).containsExactly("ticket", "ticket", "commit F-2", "create F-2");
    }

    @Test
    void refusedTicketOfAFileIsReplacedByAnother() throws Exception {
        rig.reservoir().issue(Issued.EXPIRED, Issued.GOOD);

        assertThat(rig.send(CREATE, LargeUpload.file(folder)).getException()).isNull();

        assertThat(LargeUpload.isIn(rig.container(), SECOND)).isTrue();
        assertThat(rig.reservoir().steps()).containsExactly("ticket", "ticket", "commit F-2", "create F-2");
    }

    /** Nothing of the stream is lost with the first ticket. */
    @Test
    void refusedTicketOfAStreamIsReplacedByAnother() throws Exception {
        rig.reservoir().issue(Issued.EXPIRED, Issued.GOOD);

        assertThat(rig.send(CREATE, LargeUpload.stream()).getException()).isNull();

        assertThat(LargeUpload.isIn(rig.container(), SECOND)).isTrue();
        assertThat(rig.reservoir().steps()).containsExactly("ticket", "ticket", "commit F-2", "create F-2");
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED, AuthorizationFailure",
        "TAMPERED, AuthorizationFailure",
        "OF_ANOTHER_BLOB, AuthorizationFailure",
        "WITH_OTHER_PERMISSIONS, AuthorizationPermissionMismatch"
    })
    void ticketThatIsRefusedTwiceIsTheStoresError(Issued always, String code) throws Exception {
        rig.reservoir().issue(always);

        assertRefused(rig.send(CREATE, SMALL), 403, code);

        assertThat(rig.reservoir().steps()).containsExactly("ticket", "ticket");
    }

    @Test
    void storeRefusesABlobThatWasDamagedOnItsWay() throws Exception {
        rig.relay().next(Fault.ofRequest(LargeUpload.MIDDLE, Effect.DAMAGE));

        assertRefused(rig.send(APPEND, LargeUpload.file(folder)), 400, "contentMD5 doesn't match");

        assertThat(rig.container().contains(FIRST)).isFalse();
        assertThat(rig.reservoir().steps()).containsExactly("ticket");
    }

    @Test
    void storeRefusesABlockThatWasDamagedOnItsWay() throws Exception {
        rig.relay().next(Fault.NONE, Fault.ofRequest(1_000_000, Effect.DAMAGE));
        InputStream stream = LargeUpload.stream();

        assertRefused(rig.send(APPEND, stream), 400, "contentMD5 doesn't match");

        assertThat(rig.container().contains(FIRST)).isFalse();
        assertThat(rig.reservoir().steps()).containsExactly("ticket");
    }

    private static void assertRefused(Exchange exchange, int status, String code) {
        assertThat(exchange.getException()).isInstanceOfSatisfying(HttpOperationFailedException.class, e -> {
            assertThat(e.getStatusCode()).isEqualTo(status);
            assertThat(e.getResponseBody()).contains(code);
            assertThat(e.getUri()).contains("/uploads/").doesNotContain("?");
            assertThat(e.toString() + e.getResponseBody() + e.getResponseHeaders())
                    .doesNotContain("sig=");
        });
    }
}
