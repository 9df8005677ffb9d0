package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.testing.ChildJvm;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A series larger than the memory goes through a route to a file: 2,000,000 samples, so that it fits into every build,
 * with a heap that is smaller than their CSV; or {@code -Dstream.samples=40000000 -Dstream.heap=128m}.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DataStreamTest {

    private static final int SAMPLES = Integer.getInteger("stream.samples", 2_000_000);

    private static final String HEAP = System.getProperty("stream.heap", "48m");

    @TempDir
    private Path folder;

    /** Days of 3 MB, which are merged in memory, and of 34 MB, which wait on disk. */
    @ParameterizedTest
    @CsvSource({"1000", "87"})
    void aSeriesLargerThanTheMemoryIsStreamedToAFile(long stepMillis) throws Exception {
        try (Sandbox sandbox = Sandbox.start()) {
            sandbox.addSeries(
                    "large",
                    Instant.parse("2020-01-01T00:00:00Z"),
                    Duration.ofMillis(stepMillis),
                    SAMPLES,
                    second -> second % 7);
            try (ChildJvm child = ChildJvm.withHeap(
                    HEAP,
                    StreamChild.class,
                    sandbox.reservoirUrl().toString(),
                    sandbox.tokenUrl().toString(),
                    Sandbox.CLIENT_ID,
                    Sandbox.CLIENT_SECRET,
                    "large",
                    folder.toString())) {
                assertThat(child.line()).isEqualTo("written");
            }
        }
        assertThat(lines(folder.resolve("samples.csv"))).isEqualTo(SAMPLES);
    }

    private static long lines(Path file) throws Exception {
        long lines = 0;
        byte[] block = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                for (int i = 0; i < read; i++) {
                    lines += block[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }
}
