package io.fourinsight.camel.sandbox.blob;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.stream.Stream;

/** Where uploaded bytes stay until the sandbox is closed: small ones in memory, others in a temporary directory. */
final class BlobDirectory implements AutoCloseable {

    private static final int SMALL = 1 << 16;

    private Path directory;

    /**
     * Reads a stream to its end.
     *
     * @throws io.fourinsight.camel.sandbox.http.Disconnected if it breaks; nothing of it is kept
     */
    Blob store(InputStream stream) {
        try {
            byte[] start = stream.readNBytes(SMALL);
            return start.length < SMALL
                    ? Blob.of(start)
                    : file(new SequenceInputStream(new ByteArrayInputStream(start), stream));
        } catch (IOException e) {
            throw new UncheckedIOException("an upload cannot be stored", e);
        }
    }

    @Override
    public synchronized void close() {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.delete(directory);
            directory = null;
        } catch (IOException e) {
            throw new UncheckedIOException("uploads are left behind in " + directory, e);
        }
    }

    private Blob file(InputStream stream) throws IOException {
        Path file = Files.createTempFile(directory(), "blob", "");
        MessageDigest digest = Md5.digest();
        boolean complete = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            long size = new DigestInputStream(stream, digest).transferTo(out);
            complete = true;
            return new FileBlob(file, size, digest.digest());
        } finally {
            if (!complete) {
                Files.delete(file);
            }
        }
    }

    private synchronized Path directory() throws IOException {
        if (directory == null) {
            directory = Files.createTempDirectory("fourinsight-sandbox");
        }
        return directory;
    }
}
