package io.fourinsight.camel.reservoir;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Takes in the content of a day file: into memory as long as that is allowed, from then on into a temporary file.
 *
 * <p>A failure of the source is thrown as the {@link IOException} that it is, a failure of the disk as an
 * {@link UncheckedIOException}: asking the source again would not help.
 */
final class ContentBuffer implements Closeable {

    private static final int BLOCK = 64 * 1024;

    private final Workspace workspace;
    private final int mostInMemory;
    private final MessageDigest digest = ContentMd5.newDigest();

    /** As long as it is, so much is reserved. */
    private byte[] bytes = new byte[0];

    private FileChannel file;
    private long size;

    /** @param mostInMemory bytes */
    ContentBuffer(Workspace workspace, int mostInMemory) {
        this.workspace = workspace;
        this.mostInMemory = mostInMemory;
    }

    /**
     * Reads the source to its end.
     *
     * @param expected how many bytes it should have, -1 if that is not known
     */
    Content read(InputStream source, long expected) throws IOException {
        if (expected > 0 && !grow(expected)) {
            spool();
        }
        boolean more = true;
        while (more && file == null) {
            more = readIntoMemory(source);
        }
        if (more) {
            readIntoFile(source);
        }
        Content content = new Content(workspace, ContentMd5.of(digest), size, file == null ? bytes : null, file);
        bytes = new byte[0];
        file = null;
        workspace.add(content);
        return content;
    }

    /** Reads as much as there is room for; false at the end of the source. */
    private boolean readIntoMemory(InputStream source) throws IOException {
        int filled = (int) size;
        int room = bytes.length - filled;
        if (room > 0) {
            int read = source.read(bytes, filled, Math.min(room, BLOCK));
            took(bytes, filled, read);
            return read >= 0;
        }
        // full, and perhaps complete: what would be doubled for nothing is not
        int next = source.read();
        if (next < 0) {
            return false;
        }
        byte[] one = {(byte) next};
        if (grow(Math.min(mostInMemory, Math.max(BLOCK, 2L * bytes.length)))) {
            bytes[filled] = one[0];
        } else {
            spool();
            write(one, 1);
        }
        took(one, 0, 1);
        return true;
    }

    private void readIntoFile(InputStream source) throws IOException {
        byte[] block = new byte[BLOCK];
        for (int read = source.read(block); read >= 0; read = source.read(block)) {
            write(block, read);
            took(block, 0, read);
        }
    }

    private void took(byte[] block, int offset, int length) {
        if (length > 0) {
            digest.update(block, offset, length);
            size += length;
        }
    }

    /** Makes room in memory for so many bytes altogether; false if that may not be. */
    private boolean grow(long capacity) {
        if (capacity <= bytes.length
                || capacity > mostInMemory
                || !workspace.tryReserve((int) capacity - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, (int) capacity);
        return true;
    }

    /** Goes on in a file, which begins with what is in memory. */
    private void spool() {
        try {
            file = workspace.newFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(bytes, (int) size);
        workspace.giveBack(bytes.length);
        bytes = new byte[0];
    }

    private void write(byte[] block, int length) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(block, 0, length);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets go of what was taken in, unless it became a content. */
    @Override
    public void close() throws IOException {
        workspace.giveBack(bytes.length);
        bytes = new byte[0];
        if (file != null) {
            file.close();
        }
    }
}
