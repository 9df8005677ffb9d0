package io.fourinsight.client.session.store;

import io.fourinsight.client.base.FileModes;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The disk as it is. */
final class RealDisk implements Disk {
    private static final Logger LOG = LoggerFactory.getLogger(RealDisk.class);

    @Override
    public void makeFolder(Path folder) throws IOException {
        FileModes.makeFolder(folder); // the Python packages let others look in
    }

    @Override
    public byte[] read(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(most);
        }
    }

    @Override
    public void create(Path file, byte[] content) throws IOException {
        // with its mode from the start: one that is narrowed later could already be open elsewhere
        Files.createFile(file, FileModes.ownerOnly(file));
        // not a channel, which a thread that was interrupted cannot write to: the token in hand would be lost
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void settle(Path folder) {
        if (!FileModes.hasModes(folder)) {
            return; // Windows opens no folders
        }
        boolean interrupted = Thread.interrupted(); // a folder can only be forced through a channel
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // some network and user space file systems cannot; a killed process still loses nothing
            LOG.debug("{} cannot be forced to disk", folder, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
