package io.fourinsight.client.reservoir.day;

import static io.fourinsight.client.reservoir.day.StoredDays.DAY;
import static io.fourinsight.client.testing.ScriptedServer.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings that find day files on disk, or something else there: a cache may cost time, never a sample. */
class CachedReadingTest {

    private static final long ROOMY = 1 << 20;
    private static final TimeSeries EXPECTED =
            TimeSeries.of("S", new long[] {0, DAY, DAY + 1}, new double[] {0, 1.5, 2});

    @TempDir
    private Path directory;

    private final StoredDays days = new StoredDays();

    @BeforeEach
    void twoDaysOfThreeFiles() {
        days.add(0, "a", "0,0\n").add(1, "b", DAY + ",1\n" + (DAY + 1) + ",2\n").add(1, "c", DAY + ",1.5\n");
    }

    @AfterEach
    void close() throws IOException {
        days.close();
    }

    private DataClient client(long size) {
        return days.client(DayFileCache.onDisk(directory, size, Clock.systemUTC()), Runnable::run, 2);
    }

    private TimeSeries read(long size) throws IOException {
        return client(size).read(StoredDays.all(), days.rig().caller());
    }

    /** How many files were fetched so far. */
    private int fetched() {
        return days.server().seen().size() - days.listings().size();
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("day-files"))) {
            return files.filter(file -> !file.endsWith(".lock")).toList();
        }
    }

    @Test
    void whatIsKeptIsOnlyListed() throws IOException {
        assertThat(read(ROOMY)).isEqualTo(EXPECTED);
        assertThat(fetched()).isEqualTo(3);

        assertThat(read(ROOMY)).isEqualTo(EXPECTED);
        try (TimeSeriesStream stream = new TimeSeriesStream(
                "S", client(ROOMY).open(StoredDays.all(), days.rig().caller()))) {
            assertThat(stream).containsExactly(EXPECTED.slice(0, 1), EXPECTED.slice(1, Long.MAX_VALUE));
        }

        assertThat(fetched()).isEqualTo(3);
        assertThat(days.listings()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0,7\n", "no CSV", "0,0\n0,7\n"})
    void aDamagedEntryIsFetchedAgainAndReplaced(String damage) throws IOException {
        read(ROOMY);
        for (Path entry : entries()) {
            Files.writeString(entry, damage);
        }

        assertThat(read(ROOMY)).isEqualTo(EXPECTED);
        assertThat(fetched()).isEqualTo(6);

        assertThat(read(ROOMY)).isEqualTo(EXPECTED);
        assertThat(fetched()).isEqualTo(6);
    }

    @Test
    void whatIsDamagedOnItsWayIsNotKept() throws IOException {
        days.script("c", reply(200, DAY + ",7\n"));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> read(ROOMY)).hasMessageContaining("Day file days/c is damaged");
        }

        assertThat(entries()).hasSize(2);
        assertThat(days.requestsFor("c")).hasSize(2);
        assertThat(days.requestsFor("b")).hasSize(1);
    }

    /** 8 bytes are those of the lock. */
    @ParameterizedTest
    @ValueSource(longs = {0, 7, 8, 11})
    void aCacheWithoutRoomKeepsNothing(long size) throws IOException {
        assertThat(read(size)).isEqualTo(EXPECTED);

        assertThat(entries()).isEmpty();
    }

    @Test
    void aFolderThatDisappearsCostsNothingButTime() throws IOException {
        DataClient client = client(ROOMY);
        for (Path entry : entries()) {
            Files.delete(entry);
        }
        Files.delete(directory.resolve("day-files"));

        assertThat(client.read(StoredDays.all(), days.rig().caller())).isEqualTo(EXPECTED);
    }

    /** Any program may have made it: neither its lock nor its entries are what they should be. */
    @Test
    void aFolderThatSomethingElseIsInCostsNothingButTime() throws IOException {
        read(ROOMY);
        for (Path entry : entries()) {
            Files.delete(entry);
            Files.createDirectories(entry.resolve("below"));
        }
        Files.delete(directory.resolve("day-files/.lock"));
        Files.createDirectory(directory.resolve("day-files/.lock"));

        assertThat(read(ROOMY)).isEqualTo(EXPECTED);
    }
}
