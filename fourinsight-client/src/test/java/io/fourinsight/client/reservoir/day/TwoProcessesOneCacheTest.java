package io.fourinsight.client.reservoir.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.testing.ChildJvm;
import io.fourinsight.client.testing.DiskTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoProcessesOneCacheTest {

    @TempDir
    private Path directory;

    @Test
    void processesShareACacheThatNeverGrowsTooLargeAlsoIfOneIsKilled() throws Exception {
        try (ChildJvm one = child(1, 600);
                ChildJvm other = child(2, 600);
                ChildJvm killed = child(3, 1_000_000)) {
            for (ChildJvm child : new ChildJvm[] {one, other, killed}) {
                assertThat(child.line()).isEqualTo("ready");
                child.proceed();
            }
            assertThat(one.line()).isEqualTo("under way");
            killed.kill();
            CompletableFuture<String> result = CompletableFuture.supplyAsync(() -> line(one));
            long largest = 0;
            while (!result.isDone()) {
                largest = Math.max(largest, size());
            }
            assertThat(result.get()).matches("found [1-9][0-9]*");
            assertThat(other.line()).isEqualTo("under way");
            assertThat(other.line()).matches("found [1-9][0-9]*");
            assertThat(largest).isBetween(CacheChild.SIZE / 2, CacheChild.SIZE);
            assertThat(size()).isLessThanOrEqualTo(CacheChild.SIZE);
        }
    }

    /** An entry is verified when it is read, so it need not be forced to the disk. */
    @Test
    void anEntryGetsItsNameWhenItIsWhole() throws Exception {
        DiskTrace.assumeTraceable(directory);
        Path folder = directory.toRealPath().resolve("day-files");
        List<String> steps =
                DiskTrace.of(directory.resolve("trace"), folder, CacheChild.class, directory.toString(), "1", "1");
        Path entry;
        try (Stream<Path> entries = Files.list(folder)) {
            entry = entries.filter(file -> !file.endsWith(".lock")).findFirst().orElseThrow();
        }
        assertThat(steps)
                .containsSubsequence(
                        "create .unfinished 0600", "write .unfinished", "rename .unfinished " + entry.getFileName())
                .noneMatch(step -> step.matches("(create|write) [0-9a-f]{64}.*"));
    }

    private ChildJvm child(int seed, int rounds) throws IOException {
        return new ChildJvm(CacheChild.class, directory.toString(), "" + seed, "" + rounds);
    }

    private static String line(ChildJvm child) {
        try {
            return child.line();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Looked at while others write: what is moved between being listed and being measured is missing, never twice there,
     * and what is removed meanwhile was there at the beginning.
     */
    private long size() throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.list(directory.resolve("day-files"))) {
            for (Path file : files.toList()) {
                try {
                    size += Files.size(file);
                } catch (NoSuchFileException e) {
                    continue;
                }
            }
        }
        return size;
    }
}
