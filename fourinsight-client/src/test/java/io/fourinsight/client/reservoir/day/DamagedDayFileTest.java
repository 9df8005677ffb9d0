package io.fourinsight.client.reservoir.day;

import static io.fourinsight.client.testing.ScriptedServer.raw;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.testing.ScriptedServer;
import io.fourinsight.client.testing.ScriptedServer.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is not what the reservoir says it is: an error that names it, never a part of the samples. */
class DamagedDayFileTest {

    private static final String CSV = "1,1.5\n2,-0.0\n3,\"a,b\"\n";
    private static final byte[] BYTES = CSV.getBytes(StandardCharsets.UTF_8);

    private final StoredDays days = new StoredDays();

    @AfterEach
    void close() throws IOException {
        days.close();
    }

    @ParameterizedTest
    @CsvSource({"'1,1\n2\n',2", "'1,1\nx,2\n',2", "'a\nb\n',1", "'1.0,5\n',1", "'1,1\n\n\n99999999999999999999,2\n',4"})
    void aLineThatIsNoSampleIsNamed(String csv, int line) {
        days.add(0, "bad.csv", csv);

        assertThatThrownBy(days::read)
                .isInstanceOf(MalformedCsvException.class)
                .hasMessageContaining("days/bad.csv, line " + line + ":");
    }

    @Test
    void theMd5OfTheListingDecides() {
        days.add(0, "bad.csv", BYTES, StoredDays.md5("other".getBytes(StandardCharsets.UTF_8)));
        days.script("bad.csv", reply(200, CSV, "Content-MD5: " + StoredDays.md5(BYTES)));

        assertDamaged("is damaged: its 21 bytes have the MD5 ");
        assertThat(days.requestsFor("bad.csv")).hasSize(1);
    }

    @Test
    void withoutOneThatOfTheStoreDoes() throws IOException {
        days.add(0, "bad.csv", BYTES, null);
        assertThat(days.read().size()).as("neither").isEqualTo(3);

        days.script("bad.csv", reply(200, CSV, "Content-MD5: " + StoredDays.md5(BYTES)));
        assertThat(days.read().size()).isEqualTo(3);

        days.script("bad.csv", reply(200, CSV, "Content-MD5: " + StoredDays.md5(new byte[0])));
        assertDamaged("is damaged: ");

        days.script("bad.csv", reply(200, CSV, "Content-MD5: none"));
        assertDamaged("has a Content-MD5 that is none");
    }

    @Test
    void anMd5InHexadecimalIsTakenToo() throws IOException {
        days.add(0, "a.csv", "".getBytes(StandardCharsets.UTF_8), "d41d8cd98f00b204e9800998ecf8427e");

        assertThat(days.read().isEmpty()).isTrue();
    }

    @Test
    void cutAtAnyByte() {
        days.add(0, "bad.csv", BYTES, null);
        days.rig().maxRetries(0);
        for (int length = 0; length < BYTES.length; length++) {
            String part = CSV.substring(0, length);
            days.script("bad.csv", (request, out) -> {
                raw(out, "HTTP/1.1 200 OK\r\nContent-Length: " + BYTES.length + "\r\n\r\n" + part);
                throw new ScriptedServer.HangUp();
            });
            assertDamaged("did not arrive: GET http://localhost:");

            days.script("bad.csv", (request, out) -> {
                raw(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                raw(out, part.isEmpty() ? "" : Integer.toHexString(part.length()) + "\r\n" + part + "\r\n");
                throw new ScriptedServer.HangUp();
            });
            assertDamaged("did not arrive: GET http://localhost:");
        }
    }

    /** At the end of a line or of the file a part looks like a file of its own; the last chunk is what tells. */
    @ParameterizedTest
    @ValueSource(strings = {"", "0", "00", "0\r", "0;last=1", "0\r\n", "0\r\nTrailer: 1"})
    void cutBehindAWholeChunk(String part) {
        days.add(0, "bad.csv", BYTES, null);
        days.rig().maxRetries(0);
        for (String csv : List.of("1,1.5\n", CSV)) {
            days.script("bad.csv", (request, out) -> {
                raw(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                raw(out, Integer.toHexString(csv.length()) + "\r\n" + csv + "\r\n" + part);
                throw new ScriptedServer.HangUp();
            });
            assertDamaged("did not arrive: GET http://localhost:");
        }
    }

    @Test
    void cutAtAnyByteUnderALengthThatFits() {
        days.add(0, "bad.csv", BYTES, StoredDays.md5(BYTES));
        for (int length = 0; length < BYTES.length; length++) {
            days.script("bad.csv", reply(200, CSV.substring(0, length)));
            assertDamaged("is damaged: its " + length + " bytes");
        }
    }

    @Test
    void aLengthThatIsTooShortOrTooLong() {
        days.add(0, "bad.csv", BYTES, StoredDays.md5(BYTES));
        days.script("bad.csv", (request, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\nContent-Length: " + (BYTES.length - 1) + "\r\n\r\n" + CSV);
            throw new ScriptedServer.HangUp();
        });
        assertDamaged("is damaged: its 20 bytes");

        days.rig().maxRetries(0);
        days.script("bad.csv", (request, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\nContent-Length: " + (BYTES.length + 1) + "\r\n\r\n" + CSV);
            throw new ScriptedServer.HangUp();
        });
        assertDamaged("did not arrive: ");
    }

    @Test
    void gzipIsRefusedWhetherItIsDeclaredOrNot() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(BYTES);
        }
        byte[] bytes = packed.toByteArray();
        days.add(0, "bad.csv", bytes, StoredDays.md5(bytes));
        assertThatThrownBy(days::read).isInstanceOf(MalformedCsvException.class).hasMessageContaining("days/bad.csv");

        days.script("bad.csv", (request, out) -> ScriptedServer.write(out, 200, bytes, "Content-Encoding: gzip"));
        assertDamaged("has the Content-Encoding 'gzip', only plain CSV can be read");
    }

    @Test
    void aGoodDayDoesNotSaveTheOthers() throws IOException {
        days.add(0, "good.csv", "1,1\n").add(1, "bad.csv", BYTES, StoredDays.md5(new byte[0]));
        assertDamaged("is damaged");

        TimeSeriesStream stream = new TimeSeriesStream(
                "S",
                days.client(DayFileCache.none(), Runnable::run, 1)
                        .open(StoredDays.all(), days.rig().caller()));
        Iterator<TimeSeries> pieces = stream.iterator();
        assertThat(pieces.next().size()).isEqualTo(1);
        Throwable failure = catchThrowable(pieces::hasNext);
        assertThat(failure).hasRootCauseMessage(failure.getCause().getMessage());
        assertThat(failure.getCause()).isExactlyInstanceOf(IOException.class).hasMessageContaining("days/bad.csv");
        assertThatThrownBy(pieces::hasNext).isSameAs(failure);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 206})
    void aGoodStatusThatIsNotThatOfAWholeFile(int status) {
        days.add(0, "bad.csv", BYTES, null).script("bad.csv", reply(status, "1,1.5\n"));

        assertDamaged("came with the status " + status + ", not 200");
    }

    @Test
    void aFileThatCouldBeCutWithoutBeingSeenToBe() throws IOException {
        Script untilItHangsUp = (request, out) -> {
            raw(out, "HTTP/1.1 200 OK\r\n\r\n" + CSV);
            throw new ScriptedServer.HangUp();
        };
        days.add(0, "bad.csv", BYTES, null).script("bad.csv", untilItHangsUp);
        assertDamaged("came with neither a length nor an MD5");

        days.remove("bad.csv").add(0, "bad.csv", CSV);
        assertThat(days.read().size()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410, 500, 302})
    void anotherStatusIsThatStatus(int status) {
        days.add(0, "bad.csv", CSV).script("bad.csv", reply(status, "<Error/>"));

        assertThatThrownBy(days::read)
                .isInstanceOfSatisfying(
                        RestException.Status.class, e -> assertThat(e.status()).isEqualTo(status))
                .hasMessageContaining("/days/bad.csv")
                .message()
                .doesNotContain(StoredDays.SIGNATURE);
    }

    private void assertDamaged(String reason) {
        Throwable failure = catchThrowable(days::read);
        assertThat(failure).isInstanceOf(IOException.class).hasMessageStartingWith("Day file days/bad.csv " + reason);
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain(StoredDays.SIGNATURE);
        }
        assertThat(days.rig().leased()).isZero();
    }
}
