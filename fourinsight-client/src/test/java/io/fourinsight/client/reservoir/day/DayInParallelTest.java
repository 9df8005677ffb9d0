package io.fourinsight.client.reservoir.day;

import static io.fourinsight.client.reservoir.day.StoredDays.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Days that are fetched at once and together are more than a reading may have in memory. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DayInParallelTest {

    private static final int DAYS = 4;

    private final StoredDays days = new StoredDays();
    private final ExecutorService threads = Executors.newFixedThreadPool(DAYS);

    @AfterEach
    void close() throws IOException {
        threads.shutdownNow();
        days.close();
    }

    /** Of so many MB; the last line belongs in front. */
    private static String notInOrder(long day, int megabytes) {
        long start = day * DAY;
        String text = "x".repeat(1024 * 1024 - 64);
        StringBuilder csv = new StringBuilder();
        for (int line = 1; line <= megabytes; line++) {
            csv.append(start + line).append(',').append(text).append('\n');
        }
        return csv.append(start).append(",first\n").toString();
    }

    private TimeSeriesStream stream() {
        return new TimeSeriesStream(
                "S",
                days.client(DayFileCache.none(), threads, DAYS)
                        .open(StoredDays.all(), days.rig().caller()));
    }

    @Test
    void aDayThatIsTooLargeComesInPiecesAndCannotBeSorted() {
        days.add(0, "large", notInOrder(0, 17));

        try (TimeSeriesStream stream = stream()) {
            Iterator<TimeSeries> pieces = stream.iterator();
            assertThat(pieces.next().size()).isLessThan(17);
            assertThatThrownBy(() -> pieces.forEachRemaining(piece -> {}))
                    .hasMessage("Series S: days/large, line 18: not in ascending order, and the file is too large to be"
                            + " sorted in memory");
        }
    }

    /** Of 11 MB each, of which memory takes two. */
    @Test
    void aDayThatIsNotInOrderIsSortedAlsoIfItHadToWaitOnDisk() throws IOException {
        CyclicBarrier together = new CyclicBarrier(DAYS);
        for (int day = 0; day < DAYS; day++) {
            String path = "d" + day;
            days.add(day, path, notInOrder(day, 11)).script(path, (request, out) -> {
                try {
                    together.await();
                } catch (Exception e) {
                    throw new IOException(e);
                }
                days.content(path).answer(request, out);
            });
        }

        try (TimeSeriesStream stream = stream()) {
            Iterator<TimeSeries> pieces = stream.iterator();
            for (int day = 0; day < DAYS; day++) {
                TimeSeries series = pieces.next();
                assertThat(series.size()).isEqualTo(12);
                assertThat(series.text(0)).isEqualTo("first");
            }
        }
    }
}
