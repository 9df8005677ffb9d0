package io.fourinsight.camel.reservoir;

import static io.fourinsight.camel.reservoir.StoredDays.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Days that are handed on as they were stored, since they would be written just so. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlainDaysTest {

    private final StoredDays days = new StoredDays();

    @AfterEach
    void close() throws IOException {
        days.close();
    }

    private TimeSeriesStream stream(long from, long to) {
        DataQuery query = new DataQuery(StoredDays.SERIES, from, to);
        return new TimeSeriesStream(
                StoredDays.SERIES,
                days.client(DayFileCache.none(), Runnable::run, 2)
                        .open(query, days.rig().caller()));
    }

    private TimeSeriesStream stream() {
        return stream(DataQuery.FIRST_START, DataQuery.LAST_END);
    }

    private static String csv(TimeSeriesStream stream) throws IOException {
        try (InputStream csv = stream.asInputStream()) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String encoded(TimeSeriesStream pieces) {
        StringBuilder csv = new StringBuilder();
        pieces.forEachRemaining(piece -> csv.append(TimeSeriesCsv.string(piece)));
        return csv.toString();
    }

    private void addDaysOfAllKinds() {
        days.add(0, "plain", "0,1.5\n1,-0.0\n2,3.0E-5\n");
        days.add(1, "rounded", DAY + ",1.50\n" + (DAY + 1) + ",2\n");
        days.add(2, "earlier", 2 * DAY + ",1.0\n" + (2 * DAY + 5) + ",2.0\n");
        days.add(2, "later", (2 * DAY + 5) + ",3.0\n");
        days.add(3, "unsorted", (3 * DAY + 1) + ",1.0\n" + 3 * DAY + ",2.0\n");
        days.add(4, "text", 4 * DAY + ",a,b\n" + (4 * DAY + 1) + ",2.0\n");
        days.add(5, "empty", "");
        days.add(6, "plain-again", 6 * DAY + ",1.5\n" + (6 * DAY + 1) + ",\n");
        days.add(7, "last", 7 * DAY + ",1.5\n" + (7 * DAY + 1) + ",2.5\n");
    }

    @Test
    void csvIsTheSameAsThatOfThePieces() throws IOException {
        addDaysOfAllKinds();

        assertThat(csv(stream())).isEqualTo(encoded(stream()));
        for (long[] window :
                new long[][] {{1, 2}, {1, 7 * DAY + 1}, {3, DAY}, {2 * DAY + 5, 6 * DAY + 1}, {7 * DAY, 9 * DAY}}) {
            assertThat(csv(stream(window[0], window[1]))).isEqualTo(encoded(stream(window[0], window[1])));
        }
        assertThat(days.rig().leased()).isZero();
    }

    /** What shows that it is not parsed: it stays as long as it is. */
    @Test
    void ofSeventeenDigitsNoneIsLost() throws IOException {
        days.add(0, "plain", "0,0.10000000000000001\n");

        assertThat(csv(stream())).isEqualTo("0,0.10000000000000001\n");
        assertThat(encoded(stream())).isEqualTo("0,0.1\n");
    }

    @Test
    void aDayThatIsTooLargeForTheMemoryIsHandedOnFromDisk() throws IOException {
        String value = "0.12345678901234568";
        String day = LongStream.range(0, (Workspace.DAY_LIMIT >> 5) + 100_000)
                .mapToObj(second -> DAY + second * 100_000_000 + "," + value + "\n")
                .collect(Collectors.joining());
        days.add(1, "large", day).add(2, "next", 2 * DAY + ",1.0\n");
        assertThat(day.length()).isGreaterThan(Workspace.DAY_LIMIT);

        assertThat(csv(stream()).equals(day + 2 * DAY + ",1.0\n")).isTrue();
    }

    @Test
    void daysThatOverlapAreAnError() {
        days.add(0, "first", "0,1.0\n" + DAY + ",2.0\n").add(1, "second", DAY + ",3.0\n");

        assertThatThrownBy(() -> csv(stream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The days overlap: a day file has a sample at 1970-01-02T00:00:00Z");
    }

    @Test
    void aBadLineBehindPlainOnesIsAnError() {
        days.add(0, "bad", "0,1.0\n1,2.0\nx\n");

        assertThatThrownBy(() -> csv(stream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad, line 3: no comma");
    }

    @Test
    void aPieceThatWasLookedForIsNotLost() throws IOException {
        days.add(0, "plain", "0,1.5\n").add(1, "next", DAY + ",2.5\n");
        TimeSeriesStream stream = stream();

        assertThat(stream.hasNext()).isTrue();
        assertThat(csv(stream)).isEqualTo("0,1.5\n" + DAY + ",2.5\n");
    }

    @Test
    void closingEndsTheStreamWithinADay() throws IOException {
        days.add(0, "plain", "0,1.5\n").add(1, "next", DAY + ",2.5\n");
        TimeSeriesStream stream = stream();
        InputStream csv = stream.asInputStream();
        assertThat(csv.readNBytes(3)).hasSize(3);

        stream.close();

        assertThatThrownBy(csv::readAllBytes).isInstanceOf(IllegalStateException.class);
        assertThat(days.rig().leased()).isZero();
    }
}
