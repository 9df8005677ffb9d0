package io.fourinsight.client.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.testing.ChildJvm;
import io.fourinsight.client.testing.FakeWaiting;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings("try") // locks are held, not used
class FileMutexTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private Path file;
    private final FakeWaiting waiting = new FakeWaiting();

    @BeforeEach
    void chooseFile() throws IOException {
        file = folder.toRealPath().resolve("a.lock");
    }

    @Test
    void isHeldByOneAtATime() throws Exception {
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                for (int turn = 0; turn < 5; turn++) {
                    try (FileMutex lock = acquire(Waiting.REAL).orElseThrow()) {
                        most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                        Thread.yield();
                        holders.decrementAndGet();
                        done.incrementAndGet();
                    } catch (IOException | InterruptedException e) {
                        throw new AssertionError(e);
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(done).hasValue(20);
        assertThat(most).hasValue(1);
    }

    @Test
    void isNotWaitedForLongerThanTheLimit() throws Exception {
        try (FileMutex lock = acquire(waiting).orElseThrow()) {
            assertThat(acquire(waiting)).isEmpty();
            assertThat(Duration.ofNanos(waiting.nanoTime())).isBetween(LIMIT, LIMIT.plusSeconds(1));
        }
        assertThat(file).as("never deleted").exists();
        acquire(waiting).orElseThrow().close();
    }

    @Test
    void isTakenAsSoonAsItIsGivenBack() throws Exception {
        FileMutex first = acquire(waiting).orElseThrow();
        waiting.then(first::close);
        acquire(waiting).orElseThrow().close();
        assertThat(waiting.pauses()).isEqualTo(1);
    }

    @Test
    void endsTheWaitOfAnInterruptedThread() throws Exception {
        try (FileMutex lock = acquire(waiting).orElseThrow()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> acquire(Waiting.REAL)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void holdsBetweenClassLoaders() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(ChildJvm.classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> twin = loader.loadClass(FileMutexTwin.class.getName());
            assertThat(twin).isNotSameAs(FileMutexTwin.class);
            Method isFree = twin.getMethod("isFree", String.class);
            try (FileMutex lock = acquire(waiting).orElseThrow()) {
                assertThat(isFree.invoke(null, file.toString())).isEqualTo(false);
                // nor has the attempt opened the file: closing it again would drop the lock
                assertThat(timesOpen()).isLessThanOrEqualTo(1);
                assertThat(isFreeForAnotherProcess()).isFalse();
            }
            assertThat(isFree.invoke(null, file.toString())).isEqualTo(true);
        }
    }

    @Test
    void survivesSomebodyWhoReplacesTheSystemProperties() throws Exception {
        Properties before = System.getProperties();
        Properties others = (Properties) before.clone();
        try (FileMutex lock = acquire(waiting).orElseThrow()) {
            System.setProperties(others);
            assertThat(acquire(waiting)).isEmpty();
            assertThat(isFreeForAnotherProcess()).isFalse();
        } finally {
            System.setProperties(before);
        }
        acquire(waiting).orElseThrow().close();
    }

    @Test
    void leavesNothingInTheSystemPropertiesAndNothingThatCannotBeStored() throws Exception {
        Properties before = (Properties) System.getProperties().clone();
        try (FileMutex lock = acquire(waiting).orElseThrow()) {
            System.getProperties().store(new StringWriter(), null);
            assertThat(System.getProperties()).hasSize(before.size() + 1);
        }
        assertThat(System.getProperties()).isEqualTo(before);
    }

    @Test
    void waitsForAChannelOfThisProcessThatIsNotOurs() throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock foreign = channel.lock();
            waiting.then(foreign::release);
            acquire(waiting).orElseThrow().close();
        }
        assertThat(waiting.pauses()).isEqualTo(1);
    }

    @Test
    void aFileThatCannotBeLockedIsAFailure() {
        file = folder.resolve("missing").resolve("a.lock");
        assertThatThrownBy(() -> acquire(waiting)).isInstanceOf(IOException.class);
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.contains("a.lock"));
    }

    private Optional<FileMutex> acquire(Waiting how) throws IOException, InterruptedException {
        return FileMutex.acquire(file, LIMIT, how);
    }

    private boolean isFreeForAnotherProcess() throws Exception {
        try (ChildJvm child = new ChildJvm(FileMutexTwin.class, file.toString())) {
            return Boolean.parseBoolean(child.line());
        }
    }

    /** How often this process has the lock file open; zero where the system does not tell. */
    private long timesOpen() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (Files.notExists(descriptors)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.filter(this::isLockFile).count();
        }
    }

    private boolean isLockFile(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) {
            return false; // closed since it was listed
        }
    }
}
