package io.fourinsight.camel.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
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
 * Refuses token files that somebody else may have put there: the token in them would be another's, and the next refresh
 * token would be written to where they can read it.
 *
 * <p>Files that others may read are taken, because the Python packages write such. Where there are no POSIX modes,
 * only the kinds of files are looked at; a user's folder on Windows keeps others out.
 */
final class FileGuard {
    /** Who the user is; failing to find out is an I/O error. */
    @FunctionalInterface
    interface User {
        UserPrincipal get() throws IOException;
    }

    private final User user;

    FileGuard(User user) {
        this.user = user;
    }

    /** Checks the folders below the root that the file is in, as far as they exist. */
    void checkFolders(TokenLocation location) throws TokenFetchException {
        Path folder = location.root();
        for (Path name : location.root().relativize(location.file().getParent())) {
            folder = folder.resolve(name);
            checkFolder(folder);
        }
    }

    void checkFolder(Path folder) throws TokenFetchException {
        Optional<BasicFileAttributes> found = attributes(folder);
        if (found.isPresent()) {
            if (!found.get().isDirectory()) {
                throw wrongKind(folder, found.get(), "a folder");
            }
            checkOwner(folder, found.get(), "chmod 700");
        }
    }

    /** Checks the file, and gives its stamp if it exists. */
    Optional<FileStamp> checkFile(Path file) throws TokenFetchException {
        Optional<BasicFileAttributes> found = attributes(file);
        if (found.isPresent()) {
            // also because a pipe would hold its reader for ever
            if (!found.get().isRegularFile()) {
                throw wrongKind(file, found.get(), "a file");
            }
            checkOwner(file, found.get(), "chmod 600");
        }
        return found.map(FileStamp::of);
    }

    /** Refuses a name that is another file's on some systems and not on others. */
    void checkCase(Path file) throws TokenFetchException {
        String name = file.getFileName().toString();
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(
                file.getParent(), sibling -> sibling.getFileName().toString().equalsIgnoreCase(name))) {
            for (Path sibling : siblings) {
                if (!sibling.getFileName().toString().equals(name)) {
                    throw TokenFileErrors.refused(
                            sibling,
                            "differs from " + name + " only in upper and lower case",
                            "use its session key as it is written there, or another one");
                }
            }
        } catch (NoSuchFileException e) {
            return; // no folder, no siblings
        } catch (AccessDeniedException e) {
            throw TokenFileErrors.denied(file.getParent());
        } catch (IOException e) {
            throw TokenFileErrors.failed(file.getParent(), "listed", e);
        } catch (DirectoryIteratorException e) {
            throw TokenFileErrors.failed(file.getParent(), "listed", e.getCause());
        }
    }

    static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Optional<BasicFileAttributes> attributes(Path path) throws TokenFetchException {
        Class<? extends BasicFileAttributes> kind =
                hasModes(path) ? PosixFileAttributes.class : BasicFileAttributes.class;
        try {
            return Optional.of(Files.readAttributes(path, kind, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw TokenFileErrors.denied(path);
        } catch (IOException e) {
            throw TokenFileErrors.failed(path, "looked at", e);
        }
    }

    private static TokenFetchException wrongKind(Path path, BasicFileAttributes found, String wanted) {
        return found.isSymbolicLink()
                ? TokenFileErrors.refused(
                        path, "is a symbolic link", "put what it points to in its place, or set tokenDirectory")
                : TokenFileErrors.refused(path, "is not " + wanted, "remove it, or choose another session key");
    }

    private void checkOwner(Path path, BasicFileAttributes found, String remedy) throws TokenFetchException {
        if (found instanceof PosixFileAttributes posix) {
            if (!posix.owner().equals(user(path))) {
                throw TokenFileErrors.refused(
                        path, "belongs to another user", "run as that user, or remove it and sign in again");
            }
            if (posix.permissions().contains(PosixFilePermission.GROUP_WRITE)
                    || posix.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
                throw TokenFileErrors.refused(
                        path, "can be changed by other users", "see that it is yours, then " + remedy);
            }
        }
    }

    private UserPrincipal user(Path path) throws TokenFetchException {
        try {
            return user.get();
        } catch (IOException e) {
            throw TokenFileErrors.failed(path, "checked for its owner", e);
        }
    }
}
