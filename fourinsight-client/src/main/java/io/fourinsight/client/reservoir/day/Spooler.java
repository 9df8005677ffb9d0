package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.base.ContentMd5;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the content of a day file: into memory as long as that is allowed, from then on into a temporary file.
 *
 * <p>A failure of the source is thrown as the {@link IOException} that it is, a failure of the disk as an
 * {@link UncheckedIOException}: asking the source again would not help.
 */
final class Spooler implements Closeable {

    /**
     * Short of what a collector would take for a large object: of these each would be allocated apart, and in a small heap
     * start a collection of its own.
     */
    private static final int BLOCK = 128 * 1024;

    private final SpoolBudget workspace;
    private final int mostInMemory;
    private final MessageDigest digest = ContentMd5.newDigest();

    /** All of them reserved, and all but the last full. */
    private final List<byte[]> blocks = new ArrayList<>();

    private @Nullable FileChannel file;
    private byte @Nullable [] fileBlock;
    private long size;

    /** @param mostInMemory bytes */
    Spooler(SpoolBudget workspace, int mostInMemory) {
        this.workspace = workspace;
        this.mostInMemory = mostInMemory;
    }

    /**
     * Reads the source to its end.
     *
     * @param expected how many bytes it should have, -1 if that is not known
     */
    SpooledContent read(InputStream source, long expected) throws IOException {
        if (expected > mostInMemory) {
            spool();
        }
        int next = source.read();
        while (next >= 0) {
            byte[] block = nextBlock(expected);
            block[0] = (byte) next;
            int length = 1 + source.readNBytes(block, 1, block.length - 1);
            digest.update(block, 0, length);
            size += length;
            if (file != null) {
                write(block, length);
            }
            next = length < block.length ? -1 : source.read();
        }
        SpooledContent content = file == null
                ? SpooledContent.inMemory(workspace, ContentMd5.of(digest), size, List.copyOf(blocks))
                : SpooledContent.inFile(workspace, ContentMd5.of(digest), size, file);
        blocks.clear();
        file = null;
        workspace.add(content);
        return content;
    }

    /** A block for what comes next: one more in memory, of what is expected if that is less, or the one for the file. */
    private byte[] nextBlock(long expected) {
        if (file == null) {
            int length = (int) Math.min(BLOCK, (expected > size ? expected : mostInMemory) - size);
            if (length > 0 && workspace.tryReserve(length)) {
                byte[] block = new byte[length];
                blocks.add(block);
                return block;
            }
            spool();
        }
        return Objects.requireNonNull(fileBlock); // there is a file now
    }

    /** Goes on in a file, which begins with what is in memory. */
    private void spool() {
        try {
            file = workspace.newFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fileBlock = new byte[BLOCK];
        for (byte[] block : blocks) {
            write(block, block.length);
        }
        giveBack();
    }

    private void giveBack() {
        blocks.forEach(block -> workspace.giveBack(block.length));
        blocks.clear();
    }

    private void write(byte[] block, int length) {
        try {
            FileChannel target = Objects.requireNonNull(file);
            ByteBuffer buffer = ByteBuffer.wrap(block, 0, length);
            while (buffer.hasRemaining()) {
                target.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets go of what was taken in, unless it became a content. */
    @Override
    public void close() throws IOException {
        giveBack();
        if (file != null) {
            file.close();
        }
    }
}
