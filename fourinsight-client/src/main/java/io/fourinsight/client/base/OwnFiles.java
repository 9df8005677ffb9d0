package io.fourinsight.client.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/**
 * Tells files and folders that are the user's own from those that somebody else may have put there or can change.
 *
 * <p>Others may be able to read them. Where there are no POSIX modes, it looks at the kinds of files only; a user's
 * folder on Windows keeps others out.
 */
public final class OwnFiles {
    /** Finds out as which user this process runs; a failure to find out is an I/O error. */
    @FunctionalInterface
    public interface User {
        UserPrincipal get() throws IOException;
    }

    /** A reason not to use a file or folder. */
    public enum Objection {
        LINK("is a symbolic link"),
        NOT_A_FILE("is not a file"),
        NOT_A_FOLDER("is not a folder"),
        OTHER_OWNER("belongs to another user"),
        OPEN_TO_OTHERS("can be changed by other users");

        private final String words;

        Objection(String words) {
            this.words = words;
        }

        /** To be said after the path. */
        public String words() {
            return words;
        }
    }

    private final User user;

    public OwnFiles(User user) {
        this.user = user;
    }

    /** For the user that this process runs as. */
    public static OwnFiles ofProcess() {
        return new OwnFiles(CurrentUser::get);
    }

    /** The attributes of what is there itself, not of what a link points to; empty if nothing is there. */
    public static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
        Class<? extends BasicFileAttributes> kind =
                FileModes.hasModes(path) ? PosixFileAttributes.class : BasicFileAttributes.class;
        try {
            return Optional.of(Files.readAttributes(path, kind, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Says why a folder cannot be used; empty if it can. */
    public Optional<Objection> toFolder(BasicFileAttributes found) throws IOException {
        return objection(found, found.isDirectory(), Objection.NOT_A_FOLDER);
    }

    /** Says why a file cannot be used; empty if it can. A pipe cannot, for it would hold its reader for ever. */
    public Optional<Objection> toFile(BasicFileAttributes found) throws IOException {
        return objection(found, found.isRegularFile(), Objection.NOT_A_FILE);
    }

    private Optional<Objection> objection(BasicFileAttributes found, boolean kind, Objection wrongKind)
            throws IOException {
        if (!kind) {
            return Optional.of(found.isSymbolicLink() ? Objection.LINK : wrongKind);
        }
        if (found instanceof PosixFileAttributes posix) {
            if (!posix.owner().equals(user.get())) {
                return Optional.of(Objection.OTHER_OWNER);
            }
            if (posix.permissions().contains(PosixFilePermission.GROUP_WRITE)
                    || posix.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
                return Optional.of(Objection.OPEN_TO_OTHERS);
            }
        }
        return Optional.empty();
    }
}
