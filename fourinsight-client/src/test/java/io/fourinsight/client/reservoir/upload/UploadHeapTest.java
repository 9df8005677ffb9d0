package io.fourinsight.client.reservoir.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.testing.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an upload holds in memory, under G1 in heaps that have little more room than for that. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UploadHeapTest {

    private static String said(String heap, String what) throws Exception {
        try (ChildJvm child = ChildJvm.withG1(heap, Child.class, what)) {
            return String.valueOf(child.line());
        }
    }

    /** Ten uploads at once; an array of 4 MiB would take five regions of 1 MiB. */
    @Test
    void blocksOfTenUploadsTakeTheirSizeAndNoRegions() throws Exception {
        assertThat(said("96m", "blocks")).isEqualTo("80 MiB");
    }

    @Test
    void duplicateAmongAMillionSamplesIsNamedWhereTheyFit() throws Exception {
        assertThat(said("80m", "duplicate")).contains("1000000").contains("the same timestamp as of an earlier sample");
    }

    /** Of 64 MiB, of which there is no room for a second copy. */
    @Test
    void textIsEncodedWhileItIsRead() throws Exception {
        assertThat(said("100m", "text")).contains("line 2").contains("the same timestamp");
    }

    /** Runs in the small heap. */
    public static final class Child {

        private Child() {}

        public static void main(String[] args) throws IOException {
            try {
                ChildJvm.say(
                        switch (args[0]) {
                            case "blocks" -> blocks();
                            case "text" -> text();
                            default -> duplicate();
                        });
            } catch (Throwable e) {
                ChildJvm.say(e.toString());
            }
        }

        private static String blocks() throws IOException {
            List<UploadBlock> blocks = new ArrayList<>();
            long total = 0;
            for (int i = 0; i < 20; i++) {
                UploadBlock block = new UploadBlock(BlobUpload.Sizes.AZURE.block());
                block.fill(new Endless());
                blocks.add(block);
            }
            for (UploadBlock block : blocks) {
                total += block.length();
            }
            return (total >> 20) + " MiB";
        }

        private static String text() throws IOException {
            String text = "1,1\n".repeat(16 << 20);
            try (InputStream csv = UploadCsv.of(text, false, ValueType.AUTO).stream()) {
                return "first byte " + csv.read() + " of " + text.length();
            } catch (MalformedCsvException e) {
                return String.valueOf(e.getMessage());
            }
        }

        private static String duplicate() throws IOException {
            UploadSort sort = new UploadSort(new UploadOrder(ValueType.AUTO), MalformedCsvException::sample);
            for (int i = UploadSort.MOST; i > 1; i--) {
                sort.add(new Sample(i, "v"));
            }
            sort.add(new Sample(UploadSort.MOST / 2, "v"));
            try {
                return "a series of " + sort.sorted().size();
            } catch (MalformedCsvException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    private static final class Endless extends InputStream {

        @Override
        public int read() {
            return '1';
        }

        @Override
        public int read(byte[] target, int offset, int count) {
            return count;
        }
    }
}
