package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.reservoir.csv.BlockInputStream;
import io.fourinsight.client.reservoir.csv.CsvLineReader;
import io.fourinsight.client.reservoir.text.Digits;
import java.io.IOException;

/** CSV of a user as the reservoir takes it: timestamps as integers, in order, values as they were written. */
final class CsvUploadStream extends BlockInputStream {

    private static final int BLOCK = 64 * 1024;
    private static final int LONGEST_TIMESTAMP = 20;

    private final CsvLineReader lines;
    private final UploadOrder order;
    private byte[] block = new byte[BLOCK];

    /** A line that did not fit into the block before. */
    private boolean pending;

    CsvUploadStream(CsvLineReader lines, UploadOrder order) {
        this.lines = lines;
        this.order = order;
    }

    @Override
    protected boolean produce() throws IOException {
        int length = 0;
        while (pending || nextLine()) {
            int needed = LONGEST_TIMESTAMP + lines.rawLength() + 2;
            pending = length > 0 && length + needed > block.length;
            if (pending) {
                break;
            }
            if (needed > block.length) {
                block = new byte[needed];
            }
            length = Digits.write(lines.timestamp(), block, length);
            block[length++] = ',';
            length = lines.copyRaw(block, length);
            block[length++] = '\n';
        }
        hand(block, length);
        return length > 0;
    }

    private boolean nextLine() throws IOException {
        if (!lines.next()) {
            return false;
        }
        order.line(lines.timestamp(), lines);
        return true;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
