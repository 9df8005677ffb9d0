package io.fourinsight.camel.reservoir;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The part of a file that lies in a window, where the lines are just as {@link CsvEncoder} writes them, so that they can be
 * handed on as they are: their numbers need not be parsed and written again.
 *
 * <p>That is, in ascending order, no timestamp twice, without sign or needless zero before the timestamp, without empty
 * lines, each ended by LF, also the last, and with a number {@linkplain NumberText#isWritten in its shortest form}.
 * Whatever else is valid is left to {@link CsvLineReader}, and what is not to its errors.
 *
 * @param begin the place of its first byte in the file
 * @param end the place after its last
 * @param first timestamp, if it is not empty
 * @param last timestamp
 */
record PlainCsv(long begin, long end, long first, long last) {

    private static final int BLOCK = 64 * 1024;

    /**
     * Looks for the part in {@code [from, to)}, where {@link Long#MAX_VALUE} is no end.
     *
     * @return null if not all lines of the file are plain, in the window or outside
     */
    static PlainCsv find(InputStream file, long from, long to) throws IOException {
        Scan scan = new Scan(from, to);
        byte[] buffer = new byte[BLOCK];
        int kept = 0;
        while (true) {
            int limit = kept + file.readNBytes(buffer, kept, BLOCK - kept);
            int scanned = scan.lines(buffer, limit);
            if (scanned < 0) {
                return null;
            }
            kept = limit - scanned;
            if (limit < BLOCK) {
                return kept == 0 ? scan.found() : null;
            }
            if (kept == BLOCK) {
                return null;
            }
            System.arraycopy(buffer, scanned, buffer, 0, kept);
        }
    }

    boolean isEmpty() {
        return begin == end;
    }

    /** The lines, read from the file. */
    CsvBlocks blocks(InputStream file) {
        return new Lines(file, begin, end - begin);
    }

    /** What has been seen of a file. */
    private static final class Scan {

        private final long from;
        private final long to;

        /** The place in the file of what comes next. */
        private long position;

        private long begin = -1;
        private long end = -1;
        private long first;
        private long last;

        private long previous = -1;

        Scan(long from, long to) {
            this.from = from;
            this.to = to == Long.MAX_VALUE ? to : to - 1;
        }

        /** Goes through the lines that end within the buffer; returns where the next begins, or -1 if one is not plain. */
        int lines(byte[] buffer, int limit) {
            int at = 0;
            while (true) {
                int end = ByteSearch.indexOf(buffer, '\n', at, limit);
                if (end == limit) {
                    position += at;
                    return at;
                }
                int comma = ByteSearch.indexOf(buffer, ',', at, end);
                long timestamp = Digits.parse(buffer, at, comma);
                boolean plain = timestamp > previous
                        && (buffer[at] != '0' || comma == at + 1)
                        && NumberText.isWritten(buffer, comma + 1, end);
                if (!plain) {
                    return -1;
                }
                previous = timestamp;
                note(timestamp, position + at, position + end + 1);
                at = end + 1;
            }
        }

        private void note(long timestamp, long lineBegin, long lineEnd) {
            if (timestamp >= from && timestamp <= to) {
                if (begin < 0) {
                    begin = lineBegin;
                    first = timestamp;
                }
                end = lineEnd;
                last = timestamp;
            }
        }

        PlainCsv found() {
            return begin < 0 ? new PlainCsv(0, 0, 0, 0) : new PlainCsv(begin, end, first, last);
        }
    }

    /** Copies a part of a file block by block. */
    private static final class Lines implements CsvBlocks {

        private final InputStream file;
        private final byte[] buffer = new byte[BLOCK];
        private long before;
        private long left;
        private int length;

        Lines(InputStream file, long before, long left) {
            this.file = file;
            this.before = before;
            this.left = left;
        }

        @Override
        public boolean next() throws IOException {
            file.skipNBytes(before);
            before = 0;
            int wanted = (int) Math.min(left, BLOCK);
            length = file.readNBytes(buffer, 0, wanted);
            if (length < wanted) {
                throw new EOFException("The file has become shorter while it was read");
            }
            left -= length;
            return length > 0;
        }

        @Override
        public byte[] buffer() {
            return buffer;
        }

        @Override
        public int length() {
            return length;
        }
    }
}
