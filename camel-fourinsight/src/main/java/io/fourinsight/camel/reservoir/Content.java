package io.fourinsight.camel.reservoir;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/** The whole content of a day file, in memory or in a temporary file; closing it lets go of either. */
final class Content implements Closeable {

    private final Workspace workspace;
    private final ContentMd5 md5;
    private final long size;
    private final byte[] bytes;
    private final FileChannel file;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param bytes the content, or null if it is in the file
     * @param file the content, or null if it is in memory
     */
    Content(Workspace workspace, ContentMd5 md5, long size, byte[] bytes, FileChannel file) {
        this.workspace = workspace;
        this.md5 = md5;
        this.size = size;
        this.bytes = bytes;
        this.file = file;
    }

    ContentMd5 md5() {
        return md5;
    }

    long size() {
        return size;
    }

    boolean isInMemory() {
        return file == null;
    }

    /** A stream from the beginning, independent of all others. */
    InputStream open() {
        return file == null ? new ByteArrayInputStream(bytes, 0, (int) size) : new FileStream();
    }

    /** The content as the reader of samples takes it. */
    DayFile named(String name) {
        return file == null ? DayFile.of(name, bytes, (int) size) : DayFile.of(name, this::open);
    }

    @Override
    public void close() throws IOException {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        workspace.remove(this);
        if (file != null) {
            file.close();
        } else {
            workspace.giveBack(bytes.length);
        }
    }

    /** Reads the file by position, so that several can read it at once. */
    private final class FileStream extends InputStream {

        private long position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = file.read(ByteBuffer.wrap(target, offset, length), position);
            position += Math.max(read, 0);
            return read;
        }
    }
}
