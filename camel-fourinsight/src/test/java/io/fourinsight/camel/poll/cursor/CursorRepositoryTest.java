package io.fourinsight.camel.poll.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.fourinsight.client.testing.CapturedLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorRepositoryTest {

    @TempDir
    Path folder;

    static Stream<CursorRepository> repositories() {
        return Stream.of(
                new MemoryCursorRepository(),
                ComparedStateRepository.of(new MemoryStateRepository()),
                new JdbcCursorRepository(memory("repositories")));
    }

    private static JdbcDataSource memory(String name) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return database;
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void movesOnlyFromWhatIsExpected(CursorRepository repository) {
        repository.start();

        assertThat(repository.getState("r/a")).isNull();
        assertThat(repository.compareAndSet("r/a", "1", "2")).isFalse();
        assertThat(repository.compareAndSet("r/a", null, "1")).isTrue();
        assertThat(repository.compareAndSet("r/a", null, "9")).isFalse();
        assertThat(repository.compareAndSet("r/a", "0", "9")).isFalse();
        assertThat(repository.compareAndSet("r/a", "1", "2")).isTrue();
        repository.setState("r/b", "7");
        repository.setState("r/b", "8");
        repository.setState("r_x/a", "9");

        assertThat(repository.getStates("r", List.of("a", "b", "c")))
                .containsOnlyKeys("r/a", "r/b")
                .containsEntry("r/a", "2")
                .containsEntry("r/b", "8");
        assertThat(repository.getStates("r%", List.of("a"))).isEmpty();
        assertThat(repository.getStates("r_x", List.of("a"))).containsEntry("r_x/a", "9");
        repository.flush();
        repository.stop();
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void ofManyThreadsOneMovesEachStep(CursorRepository repository) throws Exception {
        repository.start();
        repository.setState("t/a", "0");
        int threads = 4;
        int steps = 100;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> moved = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                moved.add(executor.submit((Callable<Integer>) () -> {
                    start.await();
                    int mine = 0;
                    for (int step = 0; step < steps; step++) {
                        mine += repository.compareAndSet("t/a", Integer.toString(step), Integer.toString(step + 1))
                                ? 1
                                : 0;
                    }
                    return mine;
                }));
            }
            start.countDown();
            int all = 0;
            for (Future<Integer> mine : moved) {
                all += mine.get();
            }
            assertThat(Integer.toString(all)).isEqualTo(repository.getState("t/a"));
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void twoThatMakeTheTableAtOnceBothGoOn() throws Exception {
        for (int round = 0; round < 10; round++) {
            JdbcDataSource database = memory("race" + round);
            CountDownLatch start = new CountDownLatch(1);
            ExecutorService executor = Executors.newFixedThreadPool(2);
            try {
                List<Future<Boolean>> made = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    String value = "node " + i;
                    made.add(executor.submit(() -> {
                        start.await();
                        return new JdbcCursorRepository(database).compareAndSet("k", null, value);
                    }));
                }
                start.countDown();
                assertThat(Set.of(made.get(0).get(), made.get(1).get())).containsExactlyInAnyOrder(true, false);
            } finally {
                executor.shutdownNow();
            }
        }
    }

    /** The same step by step: another node makes the table after this one has found none. */
    @Test
    void theOneThatComesSecondWithTheTableGoesOn() {
        JdbcDataSource shared = memory("second");
        new JdbcCursorRepository(shared).setState("k", "1");
        FaultyDatabase database = new FaultyDatabase(shared);
        database.fail("SELECT CURSOR_KEY, CURSOR_VALUE FROM FOURINSIGHT_CURSOR WHERE 1 = 0", false, 1);

        // a question that connects, and that is not asked again
        assertThat(new JdbcCursorRepository(database.dataSource()).isShared()).isFalse();
    }

    @Test
    void aConnectionThatWasCutIsMadeAnew() {
        FaultyDatabase database = new FaultyDatabase(memory("cut"));
        JdbcCursorRepository repository = new JdbcCursorRepository(database.dataSource());
        repository.setState("k", "1");

        database.fail("", false, 1);
        assertThat(repository.getState("k")).isEqualTo("1");
        database.fail("", false, 1);
        assertThat(repository.compareAndSet("k", "1", "2")).isTrue();
        assertThat(repository.getState("k")).isEqualTo("2");
    }

    @Test
    void aWriteWhoseAnswerWasLostIsNotTakenForAnotherNodes() {
        FaultyDatabase database = new FaultyDatabase(memory("lost"));
        JdbcCursorRepository repository = new JdbcCursorRepository(database.dataSource());
        repository.setState("k", "1");

        database.fail("", true, 1);
        assertThat(repository.compareAndSet("k", "1", "2")).isTrue();
        database.fail("", true, 1);
        assertThat(repository.compareAndSet("new", null, "1")).isTrue();
        database.fail("", true, 1);
        assertThat(repository.compareAndSet("k", "1", "3")).isFalse();
        assertThat(repository.getState("k")).isEqualTo("2");
    }

    @Test
    void anOutageIsNeverNoCursor() {
        FaultyDatabase database = new FaultyDatabase(memory("outage"));
        JdbcCursorRepository repository = new JdbcCursorRepository(database.dataSource());
        repository.setState("k", "1");
        database.fail("", false, Integer.MAX_VALUE);

        assertThatThrownBy(() -> repository.getState("k")).isInstanceOf(CursorRepository.UnavailableException.class);
        assertThatThrownBy(() -> repository.getStates("k", List.of()))
                .isInstanceOf(CursorRepository.UnavailableException.class)
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("network is down");
        assertThatThrownBy(() -> repository.compareAndSet("k", "1", "2"))
                .isInstanceOf(CursorRepository.UnavailableException.class);
        database.fail("", false, 0);
        assertThat(repository.getState("k")).isEqualTo("1");
    }

    @Test
    void whereTheTableMayNotBeMadeTheStatementIsTold() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:refused");
        JdbcDataSource reader = new JdbcDataSource();
        reader.setURL("jdbc:h2:mem:refused");
        reader.setUser("reader");
        reader.setPassword("hidden");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE USER reader PASSWORD 'hidden'");

            assertThatThrownBy(() -> new JdbcCursorRepository(reader).getState("k"))
                    .isInstanceOf(CursorRepository.UnavailableException.class)
                    .hasMessageContaining(JdbcCursorRepository.DDL)
                    .hasMessageNotContaining("hidden");
        }
    }

    @Test
    void aCursorOutlivesTheProcessInAFile() {
        String url = "jdbc:h2:file:" + folder.resolve("cursors");
        JdbcCursorRepository first = JdbcCursorRepository.of(url, null, null);
        assertThat(first.isShared()).isFalse();
        first.compareAndSet("k", null, "1");
        first.flush();
        first.stop();

        JdbcCursorRepository second = JdbcCursorRepository.of(url, null, null);
        assertThat(second.getState("k")).isEqualTo("1");
        second.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://host/db?user=me&password=s3cret",
                "jdbc:postgresql://host/db?ssl=true&PASSWORD=s3cret",
                "jdbc:postgresql://me:s3cret@host/db",
                "jdbc:h2:file:./cursors;USER=sa;PASSWORD=s3cret",
                "jdbc:sqlserver://host; password = s3cret",
                "jdbc:oracle:thin:scott/s3cret@//host:1521/db",
                "jdbc:mysql://address=(host=h)(port=1)(user=me)(password=s3cret)/db",
                "postgresql://me:s3cret@host/db"
            })
    void credentialsInAUrlAreRefusedAndNotTold(String url) {
        assertThatThrownBy(() -> JdbcCursorRepository.of(url, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("option 'cursorUrl': value '")
                .hasMessageContaining("allowed are")
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("scott");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://host:5432/db?sslmode=require",
                "jdbc:h2:file:./who@home/cursors",
                "jdbc:oracle:thin:@//host:1521/db",
                "jdbc:sqlserver://host;databaseName=user"
            })
    void otherUrlsAreTaken(String url) {
        assertThat(new CursorUrl(url, "me", "s3cret").toString())
                .startsWith("jdbc:")
                .doesNotContain("s3cret");
    }

    @Test
    void aRepositoryThatCanCompareIsTakenAsItIs() {
        MemoryCursorRepository memory = new MemoryCursorRepository();

        assertThat(ComparedStateRepository.of(memory)).isSameAs(memory);
    }

    @Test
    void anotherRepositoryIsWarnedOfOnce() {
        try (var log = CapturedLog.of(ComparedStateRepository.class)) {
            CursorRepository repository = ComparedStateRepository.of(new MemoryStateRepository());
            repository.start();
            repository.compareAndSet("k", null, "1");
            repository.compareAndSet("k", "1", "2");

            assertThat(log.lines(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("MemoryStateRepository", "JdbcCursorRepository");
        }
    }
}
