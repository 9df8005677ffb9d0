package io.fourinsight.client.reservoir.day;

import static io.fourinsight.client.reservoir.day.StoredDays.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.csv.TimeSeriesCsv;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days as a stream of CSV, which has the text of the series that a whole reading gives. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamedDaysTest {

    private final StoredDays days = new StoredDays();

    @AfterEach
    void close() throws IOException {
        days.close();
    }

    private DataClient client() {
        return days.client(DayFileCache.none(), Runnable::run, 2);
    }

    private TimeSeriesStream stream(long from, long to) {
        DataQuery query = new DataQuery(StoredDays.SERIES, from, to);
        return new TimeSeriesStream(
                StoredDays.SERIES, client().open(query, days.rig().caller()));
    }

    private TimeSeriesStream stream() {
        return stream(DataQuery.FIRST_START, DataQuery.LAST_END);
    }

    private String whole(long from, long to) throws IOException {
        DataQuery query = new DataQuery(StoredDays.SERIES, from, to);
        return TimeSeriesCsv.string(client().read(query, days.rig().caller()));
    }

    private static String csv(TimeSeriesStream stream) throws IOException {
        try (InputStream csv = TimeSeriesCsv.inputStream(stream)) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void addDay(int day, String path, String lineEnd, String... lines) {
        StringBuilder csv = new StringBuilder();
        for (String line : lines) {
            String[] parts = line.split(",", 2);
            csv.append(day * DAY + Long.parseLong(parts[0]))
                    .append(',')
                    .append(parts[1])
                    .append(lineEnd);
        }
        days.add(day, path, csv.toString());
    }

    private void addDaysOfNumbers(String lineEnd) {
        addDay(0, "shortest", lineEnd, "0,1.5", "1,-0.0", "2,3.0E-5");
        addDay(1, "otherwise", lineEnd, "0,1.50", "1,2", "2,1e7", "3,+.5", "4,-7");
        addDay(2, "earlier", lineEnd, "0,1", "5,2");
        addDay(2, "later", lineEnd, "5,3");
        addDay(3, "unsorted", lineEnd, "1,1", "0,2", "1,4");
        addDay(5, "empty", lineEnd);
        addDay(6, "special", lineEnd, "0,inf", "1,", "2,nan", "3,-inf");
        addDay(7, "digits", lineEnd, "0,0.10000000000000001", "1,12345678901234567", "2,1.0E-322");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void csvOfAStreamIsThatOfTheWholeReading(String lineEnd) throws IOException {
        addDaysOfNumbers(lineEnd);

        assertThat(csv(stream())).isEqualTo(whole(DataQuery.FIRST_START, DataQuery.LAST_END));
        for (long[] window :
                new long[][] {{1, 2}, {1, 7 * DAY + 1}, {3, DAY}, {2 * DAY + 5, 6 * DAY + 1}, {7 * DAY, 9 * DAY}}) {
            assertThat(csv(stream(window[0], window[1]))).isEqualTo(whole(window[0], window[1]));
        }
        assertThat(days.rig().leased()).isZero();
    }

    /** Whether values are numbers is decided piece by piece. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void csvOfDaysWithTextIsThatOfThePieces(String lineEnd) throws IOException {
        addDaysOfNumbers(lineEnd);
        addDay(4, "text", lineEnd, "0,a,b", "1,2.50");
        StringBuilder pieces = new StringBuilder();
        for (TimeSeries piece : stream()) {
            pieces.append(TimeSeriesCsv.string(piece));
        }

        assertThat(csv(stream())).isEqualTo(pieces.toString()).contains(",\"a,b\"\n" + (4 * DAY + 1) + ",2.50\n");
    }

    /** However many digits a file has. */
    @Test
    void numbersComeInTheirShortestText() throws IOException {
        days.add(0, "long", "0,0.10000000000000001\n");

        assertThat(csv(stream())).isEqualTo("0,0.1\n");
    }

    @Test
    void daysThatOverlapAreAnErrorOfTheCsv() {
        days.add(0, "first", "0,1.0\n" + DAY + ",2.0\n").add(1, "second", DAY + ",3.0\n");

        assertThatThrownBy(() -> csv(stream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("The days overlap: a day file has a sample at 1970-01-02T00:00:00Z");
    }

    @Test
    void aBadLineIsAnErrorOfTheCsv() {
        days.add(0, "bad", "0,1.0\r\n1,2.0\r\nx\r\n");

        assertThatThrownBy(() -> csv(stream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad, line 3: no comma");
    }

    @Test
    void closingTheStreamEndsItsCsv() throws IOException {
        days.add(0, "day", "0,1.5\n").add(1, "next", DAY + ",2.5\n");
        TimeSeriesStream stream = stream();
        InputStream csv = TimeSeriesCsv.inputStream(stream);
        assertThat(csv.readNBytes(3)).hasSize(3);

        stream.close();

        assertThatThrownBy(csv::readAllBytes).isInstanceOf(IllegalStateException.class);
        assertThat(days.rig().leased()).isZero();
    }
}
