package io.fourinsight.client.reservoir.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.testing.ChildJvm;
import io.fourinsight.client.testing.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A month with a sample a second and two files a day, 41.5 MB as arrays, read as one series under G1, which gives each
 * array of half a region a place of its own and moves none of them. For the figures of more processes or of another heap:
 * {@code -Dheap.processes=10 -Dheap.size=256m}.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SmallHeapTest {

    private static final int PROCESSES = Integer.getInteger("heap.processes", 1);

    private static final String HEAP = System.getProperty("heap.size", "144m");

    private static final int DAYS = 30;

    private static final int SECONDS = 86_400;

    private StoredDays days;

    @BeforeEach
    void start() {
        days = new StoredDays();
        for (int day = 0; day < DAYS; day++) {
            for (int file = 0; file < 2; file++) {
                String path = "d" + day + "-" + file;
                long start = day * StoredDays.DAY;
                int seed = file;
                days.add(day, path, new byte[0], null)
                        .script(path, (request, out) -> ScriptedServer.write(out, 200, csv(start, seed)));
            }
        }
    }

    @AfterEach
    void stop() throws IOException {
        days.close();
    }

    private static byte[] csv(long start, int seed) {
        StringBuilder csv = new StringBuilder(SECONDS * 32);
        for (int second = 0; second < SECONDS; second++) {
            csv.append(start + second * 1_000_000_000L)
                    .append(",0.")
                    .append(123456789 + (long) second * (seed + 7) % 98765)
                    .append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aMonthWithTwoFilesADayIsReadInASmallHeap() throws Exception {
        Map<String, Integer> said = new TreeMap<>();
        for (int process = 0; process < PROCESSES; process++) {
            try (ChildJvm child = ChildJvm.withG1(
                    HEAP, SmallHeapChild.class, days.server().service().toString())) {
                said.merge(String.valueOf(child.line()), 1, Integer::sum);
            }
        }

        assertThat(said).isEqualTo(Map.of(DAYS * SECONDS + " numbers", PROCESSES));
    }
}
