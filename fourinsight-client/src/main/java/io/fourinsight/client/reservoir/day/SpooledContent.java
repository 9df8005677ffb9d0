package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.base.ContentMd5;
import io.fourinsight.client.reservoir.csv.CsvFile;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The whole content of a day file, in memory or in a temporary file; closing it lets go of either. */
public final class SpooledContent implements Closeable {

    private final SpoolBudget workspace;
    private final ContentMd5 md5;
    private final long size;
    private final List<byte[]> blocks;
    private final @Nullable FileChannel file;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SpooledContent(
            SpoolBudget workspace, ContentMd5 md5, long size, List<byte[]> blocks, @Nullable FileChannel file) {
        this.workspace = workspace;
        this.md5 = md5;
        this.size = size;
        this.blocks = blocks;
        this.file = file;
    }

    /** @param blocks which begin with the content, and whose bytes are reserved */
    static SpooledContent inMemory(SpoolBudget workspace, ContentMd5 md5, long size, List<byte[]> blocks) {
        return new SpooledContent(workspace, md5, size, blocks, null);
    }

    static SpooledContent inFile(SpoolBudget workspace, ContentMd5 md5, long size, FileChannel file) {
        return new SpooledContent(workspace, md5, size, List.of(), file);
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
    public InputStream open() {
        return file == null ? new SequenceInputStream(Collections.enumeration(streams())) : new FileStream(file);
    }

    private List<InputStream> streams() {
        List<InputStream> streams = new ArrayList<>(blocks.size());
        long left = size;
        for (byte[] block : blocks) {
            streams.add(new ByteArrayInputStream(block, 0, (int) Math.min(block.length, left)));
            left -= block.length;
        }
        return streams;
    }

    /** The content as the reader of samples takes it. */
    CsvFile named(String name) {
        return CsvFile.of(name, this::open);
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
            blocks.forEach(block -> workspace.giveBack(block.length));
        }
    }

    /** Reads the file by position, so that several can read it at once. */
    private final class FileStream extends InputStream {

        private final FileChannel source;
        private long position;

        FileStream(FileChannel source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = source.read(ByteBuffer.wrap(target, offset, length), position);
            position += Math.max(read, 0);
            return read;
        }
    }
}
