package io.fourinsight.client.reservoir.csv;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.upload.UserCsv;
import io.fourinsight.client.testing.ChildJvm;
import java.io.IOException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** CSV that is whole in memory, under G1 in heaps that have room for it once. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CsvHeapTest {

    private static String said(String heap, String what) throws Exception {
        try (ChildJvm child = ChildJvm.withG1(heap, Child.class, what)) {
            return String.valueOf(child.line());
        }
    }

    /** 41.5 MB as arrays, which the caller has twice, and 82 MB as CSV. */
    @Test
    void aMonthBecomesBytes() throws Exception {
        assertThat(said("192m", "bytes")).isEqualTo("82 million bytes");
    }

    /** 100 MB as CSV, 16 MB as arrays. */
    @Test
    void aStreamBecomesASeries() throws Exception {
        assertThat(said("160m", "read")).isEqualTo("1000000 samples");
    }

    /** Runs in the small heap. */
    public static final class Child {

        private Child() {}

        public static void main(String[] args) throws IOException {
            try {
                ChildJvm.say(
                        args[0].equals("bytes")
                                ? TimeSeriesCsv.bytes(month()).length / 1_000_000 + " million bytes"
                                : UserCsv.read(new LongLines()).size() + " samples");
            } catch (Throwable e) {
                ChildJvm.say(e.toString());
            }
        }

        private static TimeSeries month() {
            int samples = 30 * 86_400;
            long[] timestamps = LongStream.range(0, samples)
                    .map(i -> 1_700_000_000_000_000_000L + i)
                    .toArray();
            double[] numbers = LongStream.range(0, samples)
                    .mapToDouble(i -> (123_456_789 + i) / 1e9)
                    .toArray();
            return TimeSeries.of("S", timestamps, numbers);
        }
    }

    private static final class LongLines extends BlockInputStream {

        private static final String VALUE = ",0." + "5".repeat(77) + "\n";

        private int lines;

        @Override
        protected boolean produce() {
            if (lines == 1_000_000) {
                return false;
            }
            byte[] line = (1_700_000_000_000_000_000L + lines++ + VALUE).getBytes(US_ASCII);
            hand(line, line.length);
            return true;
        }
    }
}
