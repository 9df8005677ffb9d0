package io.fourinsight.camel.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.camel.poll.cursor.JdbcCursorRepository;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cursors in a PostgreSQL that Debian's package brings. */
class PostgresCursorsTest {

    private static final Pattern READY = Pattern.compile("Ready: (postgresql://\\S+)");
    private static URI server;

    @BeforeEach
    void startServer() throws IOException {
        Missing.property("node-servers.home").ifPresent(Missing::because);
        if (!isInstalled()) {
            Missing.because("PostgreSQL is not installed; apt install postgresql");
        }
        if (server == null) {
            server = start();
        }
    }

    private static boolean isInstalled() throws IOException {
        if (Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.exists(Path.of(folder, "initdb")))) {
            return true;
        }
        Path debian = Path.of("/usr/lib/postgresql");
        if (!Files.exists(debian)) {
            return false;
        }
        try (Stream<Path> versions = Files.list(debian)) {
            return versions.anyMatch(version -> Files.exists(version.resolve("bin/initdb")));
        }
    }

    private static URI start() throws IOException {
        // where the user that runs the server can read it, which a build's folder need not be
        Path script = Files.createTempFile("postgres", ".sh");
        script.toFile().deleteOnExit();
        try (InputStream text = PostgresCursorsTest.class.getResourceAsStream("/servers/postgres.sh")) {
            Files.copy(text, script, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-r--r--"));
        ProcessBuilder command = new ProcessBuilder("sh", script.toString(), Integer.toString(freePort()));
        command.directory(Path.of("/").toFile());
        return ServerProcess.start(
                command, READY, Path.of("target/postgres.log").toAbsolutePath());
    }

    /** PostgreSQL does not choose one. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String url() {
        return "jdbc:" + server + "/postgres";
    }

    private static JdbcCursorRepository repository() {
        return JdbcCursorRepository.of(url(), "cursors", null);
    }

    private static void run(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url(), "cursors", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void movesOnlyFromWhatIsExpected() {
        JdbcCursorRepository repository = repository();

        assertThat(repository.isShared()).isTrue();
        assertThat(repository.compareAndSet("r/a", null, "1")).isTrue();
        assertThat(repository.compareAndSet("r/a", null, "9")).isFalse();
        assertThat(repository.compareAndSet("r/a", "0", "9")).isFalse();
        assertThat(repository.compareAndSet("r/a", "1", "2")).isTrue();
        assertThat(repository().getStates("r", List.of("a", "b")))
                .containsOnlyKeys("r/a")
                .containsValue("2");
        repository.stop();
    }

    @Test
    void twoThatMakeTheTableAtOnceBothGoOn() throws Exception {
        for (int round = 0; round < 20; round++) {
            run("DROP TABLE IF EXISTS FOURINSIGHT_CURSOR");
            CountDownLatch start = new CountDownLatch(1);
            ExecutorService executor = Executors.newFixedThreadPool(2);
            JdbcCursorRepository one = repository();
            JdbcCursorRepository other = repository();
            try {
                Future<Boolean> first = executor.submit(() -> {
                    start.await();
                    return one.compareAndSet("k", null, "one");
                });
                Future<Boolean> second = executor.submit(() -> {
                    start.await();
                    return other.compareAndSet("k", null, "other");
                });
                start.countDown();
                assertThat(Set.of(first.get(), second.get())).containsExactlyInAnyOrder(true, false);
            } finally {
                executor.shutdownNow();
                one.stop();
                other.stop();
            }
        }
    }

    @Test
    void aConnectionThatTheServerCutIsMadeAnew() throws Exception {
        JdbcCursorRepository repository = repository();
        repository.setState("cut", "1");

        run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                + " AND usename = 'cursors'");

        assertThat(repository.compareAndSet("cut", "1", "2")).isTrue();
        assertThat(repository.getState("cut")).isEqualTo("2");
        repository.stop();
    }

    @Test
    void whereTheTableMayNotBeMadeTheStatementIsTold() throws Exception {
        run("DROP TABLE IF EXISTS FOURINSIGHT_CURSOR");
        run("DROP ROLE IF EXISTS reader");
        run("CREATE ROLE reader LOGIN");

        assertThatThrownBy(() -> JdbcCursorRepository.of(url(), "reader", null).getState("k"))
                .hasMessageContaining(JdbcCursorRepository.DDL);
    }
}
