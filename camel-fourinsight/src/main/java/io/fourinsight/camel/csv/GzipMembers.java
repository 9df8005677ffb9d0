package io.fourinsight.camel.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads all members of a gzip file, and fails if something else follows them.
 *
 * <p>The JDK's stream ends quietly where the head of the next member is cut, and where a source has nothing available at
 * the moment.
 */
final class GzipMembers extends GZIPInputStream {

    private static final int BUFFER = 32 * 1024;
    private static final int TRAILER = 8;

    private final Counted source;
    private long countAtFill;

    GzipMembers(InputStream source) throws IOException {
        this(new Counted(source));
    }

    private GzipMembers(Counted source) throws IOException {
        super(source, BUFFER);
        this.source = source;
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        countAtFill = source.count;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read < 0) {
            // the JDK leaves these as they were when it finds no further member
            int left = inf.getRemaining();
            long readBeyond = source.count - countAtFill;
            boolean begun = left > TRAILER || readBeyond > Math.max(0, TRAILER - left);
            if (begun || source.available() > 0) {
                throw new ZipException("what follows the last whole gzip member is not another one");
            }
        }
        return read;
    }

    /** Counts what is read, and has something available until its end. */
    private static final class Counted extends FilterInputStream {

        private long count;
        private int peeked = -1;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length > 0 && peeked >= 0) {
                target[offset] = (byte) peeked;
                peeked = -1;
                count++;
                return 1;
            }
            int read = in.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }

        @Override
        public int available() throws IOException {
            if (peeked < 0) {
                peeked = in.read();
            }
            return peeked < 0 ? 0 : 1;
        }
    }
}
