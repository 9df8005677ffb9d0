package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.base.OwnFiles;
import io.fourinsight.client.base.OwnFiles.Objection;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a cache to what is the user's own, as a token file is: neither is the folder of somebody else taken, nor is
 * anything opened that is no file. A pipe would hold its reader for ever, and a device would have no end.
 *
 * <p>That an entry is looked at before it is opened is enough, for nobody else can change the folder.
 */
final class CacheOwner {

    private static final Logger LOG = LoggerFactory.getLogger(CacheOwner.class);
    private static final int ROOT = 0;

    private final OwnFiles files;

    CacheOwner(OwnFiles files) {
        this.files = files;
    }

    /**
     * Fails if the folder, or the one that it is to be in, belongs to another user. The one around it may be the system's.
     *
     * @throws FileSystemException that names it
     */
    void requireOfUser(Path around, Path folder) throws IOException {
        if (Files.exists(around)) {
            Path real = around.toRealPath();
            if (belongsToOther(real) && !Integer.valueOf(ROOT).equals(Files.getAttribute(real, "unix:uid"))) {
                throw refused(real, Objection.OTHER_OWNER);
            }
        }
        if (belongsToOther(folder)) {
            throw refused(folder, Objection.OTHER_OWNER);
        }
    }

    private boolean belongsToOther(Path path) throws IOException {
        Optional<BasicFileAttributes> found = OwnFiles.attributes(path);
        return found.isPresent()
                && files.toFolder(found.get())
                        .filter(Objection.OTHER_OWNER::equals)
                        .isPresent();
    }

    /** Whether an entry can be opened; what is there instead of a file of the user is removed. */
    boolean isGood(Path entry) throws IOException {
        Optional<BasicFileAttributes> found = OwnFiles.attributes(entry);
        if (found.isEmpty()) {
            return false;
        }
        Optional<Objection> objection = files.toFile(found.get());
        if (objection.isEmpty()) {
            return true;
        }
        LOG.warn("{} {}; it is removed from the cache", entry, objection.get().words());
        Files.deleteIfExists(entry);
        return false;
    }

    /** Fails if something else than a file of the user is there; it may be absent. */
    static void requireFile(Path file) throws IOException {
        Optional<BasicFileAttributes> found = OwnFiles.attributes(file);
        if (found.isPresent()) {
            Optional<Objection> objection = OwnFiles.ofProcess().toFile(found.get());
            if (objection.isPresent()) {
                throw refused(file, objection.get());
            }
        }
    }

    private static FileSystemException refused(Path path, Objection objection) {
        return new FileSystemException(path.toString(), null, "it " + objection.words());
    }
}
