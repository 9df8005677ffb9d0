package io.fourinsight.camel.sandbox.blob;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A blob in a file. */
record FileBlob(Path file, long size, byte[] md5) implements Blob {

    private static final int BUFFER = 1 << 16;

    @Override
    public byte[] md5() {
        return md5.clone();
    }

    @Override
    public void write(long from, long length, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            byte[] buffer = new byte[BUFFER];
            for (long left = length; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
                if (read < 0) {
                    throw new EOFException("%s ends %d bytes early".formatted(file, left));
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
