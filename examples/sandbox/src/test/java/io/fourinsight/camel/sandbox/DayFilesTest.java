package io.fourinsight.camel.sandbox;

import static io.fourinsight.camel.sandbox.TestClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DayFilesTest {

    private static final long DAY = 86_400_000_000_000L;
    private static final long YEAR = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * 1_000_000_000L;
    private static final long FIRST_DAY = YEAR / DAY;

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final TestClient client = new TestClient(sandbox);
    private final TestFiles files = new TestFiles(client);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void uploadIsSplitIntoDays() {
        String series = files.create("-5,a\n0,b\n\n1,\"c\nd\"\r\n86400000000000,e\n172800000000000,f");

        assertThat(files.bodies(series))
                .containsExactly("-1:-5,a\n", "0:0,b\n\n1,\"c\nd\"\r\n", "1:86400000000000,e\n", "2:172800000000000,f");
    }

    @Test
    void everyDayHasItsOwnMd5() {
        String lines = "0,1\n1,2\n%d,3\n%d,4\n".formatted(DAY, DAY + 1);
        // Longer than any buffer on the way.
        StringBuilder more = new StringBuilder(lines);
        for (long i = 2; i < 50_000; i++) {
            more.append(DAY * 3 + i * 3_000_000_000L).append(i % 7 == 0 ? ",0.25\r\n\r\n" : ",0.25\n");
        }
        String series = files.create(more.toString());

        List<JsonNode> chunks = chunks(series, 0, 10 * DAY);

        assertThat(chunks).hasSize(4);
        assertThat(chunks).allSatisfy(chunk -> assertThat(
                        chunk.path("ContentMd5").asText())
                .isEqualTo(md5(files.read(chunk).body()))
                .isEqualTo(files.read(chunk).headers().firstValue("Content-MD5").orElseThrow()));
        assertThat(String.join(
                        "",
                        files.bodies(series).stream()
                                .map(body -> body.replaceFirst("^\\d+:", ""))
                                .toList()))
                .isEqualTo(more.toString());
    }

    @Test
    void listCoversTheDaysThatTheWindowTouches() {
        String series = files.create("0,1\n%d,2\n%d,3\n".formatted(DAY, 2 * DAY));

        assertThat(days(chunks(series, 5, DAY - 1))).containsExactly(0L);
        assertThat(days(chunks(series, 5, DAY))).containsExactly(0L, 1L);
        assertThat(days(chunks(series, DAY, 9 * DAY))).containsExactly(1L, 2L);
        assertThat(files.days(series, 3 * DAY, 9 * DAY)).isEmpty();
        assertThat(client.reservoir("timeseries/" + series + "/data/days?start=2&end=1")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void laterFileComesLater() {
        String series = files.create("0,old\n");
        files.add(series, files.commit("0,new\n%d,other\n".formatted(DAY)));

        List<JsonNode> listed = files.days(series, 0, DAY - 1);

        assertThat(listed).extracting(file -> file.path("Index").asInt()).containsExactly(0, 1);
        assertThat(files.bodies(series)).containsExactly("0:0,old\n", "0:0,new\n", "1:%d,other\n".formatted(DAY));
    }

    @Test
    void dayFilesExpireAndAreListedAgain() {
        sandbox.signatureLifetime(Duration.ofSeconds(30));
        String series = files.create("0,1\n");
        JsonNode chunk = chunks(series, 0, DAY).get(0);
        clock.advance(Duration.ofSeconds(30));

        assertThat(files.read(chunk).statusCode()).isEqualTo(403);
        assertThat(files.read(chunks(series, 0, DAY).get(0)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {Sandbox.STAVANGER, Sandbox.ACCELERATION_Y, Sandbox.STATUS_TEXT, Sandbox.FLAG, Sandbox.OLD})
    void seedIsServedByDay(String series) {
        JsonNode info = json(client.reservoir("timeseries/" + series));
        long first = info.path("TimeOfFirstSample").asLong();
        JsonNode chunk = chunks(series, first, first + DAY - 1).get(0);

        String body = files.read(chunk).body();

        assertThat(chunk.path("ContentMd5").asText()).isEqualTo(md5(body));
        assertThat(body).startsWith(first + ",").endsWith("\n");
        assertThat(body.lines()).allMatch(line -> Long.parseLong(line.split(",")[0]) / DAY == first / DAY);
    }

    @Test
    void seedsOfEveryKindHaveTheirValues() {
        assertThat(files.bodies(Sandbox.EMPTY)).isEmpty();
        assertThat(files.bodies(Sandbox.FLAG))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("%d:%d,true\r\n%d,false\r\n".formatted(FIRST_DAY, YEAR, YEAR + 3_600_000_000_000L));
        assertThat(days(chunks(Sandbox.STAVANGER, YEAR, YEAR + 365 * DAY))).hasSize(365);
    }

    @Test
    void seriesOfATestIsServedByDay() {
        sandbox.addSeries("a/b", new long[] {0, 1, 2, 3}, new double[] {0.1, Double.NaN, 1e-7, 1e300 * 1e10});

        assertThat(files.bodies("a/b")).containsExactly("0:0,0.1\r\n1,\r\n2,1e-07\r\n3,inf\r\n");
        sandbox.addSeries("a/b", new long[] {5}, new double[] {5});
        assertThat(files.bodies("a/b")).containsExactly("0:5,5\r\n");
    }

    /** The only form that the MD5s of known day files fit. */
    @Test
    void numbersAreWrittenAsTheServiceDoes() {
        double[] values = {1, -0.0, 1234567, 1.25e7, 1e15, 1e16, -1.5e22, 0.001, 1e-4, 9.53e-5, 1e-300, 0.1 + 0.2, 1e100
        };
        long[] times = LongStream.range(0, values.length).toArray();
        sandbox.addSeries("form", times, values);

        assertThat(files.bodies("form").get(0).substring(2).split("\r\n"))
                .containsExactly(
                        "0,1",
                        "1,-0",
                        "2,1234567",
                        "3,12500000",
                        "4,1000000000000000",
                        "5,1e+16",
                        "6,-1.5e+22",
                        "7,0.001",
                        "8,0.0001",
                        "9,9.53e-05",
                        "10,1e-300",
                        "11,0.30000000000000004",
                        "12,1e+100");
    }

    @Test
    void dayFilesOfATestAreServedAsTheyAre() {
        byte[] bad = {'1', ',', (byte) 0xFF, '\n', 'x'};
        sandbox.addDayFiles("raw", LocalDate.EPOCH, "1,1\n2,2\n".getBytes(StandardCharsets.UTF_8), bad);
        sandbox.addDayFiles("raw", LocalDate.EPOCH.plusDays(1), new byte[0]);

        assertThat(files.bodies("raw")).containsExactly("0:1,1\n2,2\n", "0:1,\uFFFD\nx", "1:");
        assertThat(json(client.reservoir("timeseries/raw"))
                        .path("TimeOfLastSample")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void hugeSeriesIsNeverHeld() {
        sandbox.addSeries(
                "huge", Instant.EPOCH, Duration.ofMillis(50), Integer.MAX_VALUE, second -> Math.floor(second));

        List<JsonNode> chunks = chunks("huge", 20 * DAY, 20 * DAY);

        assertThat(days(chunks)).containsExactly(20L);
        HttpResponse<String> start = client.range(chunks.get(0).path("Endpoint").asText(), "bytes=0-25");
        assertThat(start.body()).isEqualTo("1728000000000000,1728000\r\n");
    }

    @Test
    void listingMayHaveAWrongMd5() {
        String series = files.create("0,1\n");
        sandbox.reservoir().wrongMd5(true);
        assertThat(chunks(series, 0, 1).get(0).path("ContentMd5").asText()).isNotEqualTo(md5("0,1\n"));

        sandbox.reservoir().wrongMd5(false);
        assertThat(chunks(series, 0, 1).get(0).path("ContentMd5").asText()).isEqualTo(md5("0,1\n"));
    }

    private List<JsonNode> chunks(String series, long start, long end) {
        return files.days(series, start, end).stream()
                .flatMap(file -> TestFiles.list(file.path("Chunks")).stream())
                .toList();
    }

    private static List<Long> days(List<JsonNode> chunks) {
        return chunks.stream()
                .map(chunk -> chunk.path("DaysSinceEpoch").asLong())
                .toList();
    }

    private static String md5(String body) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
