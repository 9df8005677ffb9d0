package io.fourinsight.client.session.store;

import io.fourinsight.client.base.OwnFiles;
import io.fourinsight.client.session.token.TokenFetchException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Refuses token files that somebody else may have put there: the token in them would be another's, and the next refresh
 * token would be written to where they can read it.
 *
 * <p>It takes files that others may read, because the Python packages write such.
 */
final class FileGuard {
    private final OwnFiles own;

    FileGuard(OwnFiles own) {
        this.own = own;
    }

    /** Checks the folders below the root that the file is in, as far as they exist. */
    void checkFolders(TokenLocations.Location location) throws TokenFetchException {
        Path folder = location.root();
        for (Path name : location.root().relativize(location.folder())) {
            folder = folder.resolve(name);
            checkFolder(folder);
        }
    }

    void checkFolder(Path folder) throws TokenFetchException {
        check(folder, own::toFolder);
    }

    /** Checks the file, and says when it was written if it exists. */
    Optional<Instant> checkFile(Path file) throws TokenFetchException {
        return check(file, own::toFile).map(found -> found.lastModifiedTime().toInstant());
    }

    /** Refuses a name that is another file's on some systems and not on others. */
    void checkCase(TokenLocations.Location location) throws TokenFetchException {
        Path folder = location.folder();
        String name = location.fileName();
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(
                folder, sibling -> sibling.getFileName().toString().equalsIgnoreCase(name))) {
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
            throw TokenFileErrors.denied(folder);
        } catch (IOException e) {
            throw TokenFileErrors.failed(folder, "listed", e);
        } catch (DirectoryIteratorException e) {
            throw TokenFileErrors.failed(folder, "listed", Objects.requireNonNull(e.getCause()));
        }
    }

    private interface Rule {
        Optional<OwnFiles.Objection> objection(BasicFileAttributes found) throws IOException;
    }

    private static Optional<BasicFileAttributes> check(Path path, Rule rule) throws TokenFetchException {
        try {
            Optional<BasicFileAttributes> found = OwnFiles.attributes(path);
            if (found.isPresent()) {
                Optional<OwnFiles.Objection> objection = rule.objection(found.get());
                if (objection.isPresent()) {
                    throw TokenFileErrors.refused(
                            path,
                            objection.get().words(),
                            remedy(objection.get(), found.get().isDirectory()));
                }
            }
            return found;
        } catch (AccessDeniedException e) {
            throw TokenFileErrors.denied(path);
        } catch (IOException e) {
            throw TokenFileErrors.failed(path, "looked at", e);
        }
    }

    private static String remedy(OwnFiles.Objection objection, boolean folder) {
        return switch (objection) {
            case LINK -> "put what it points to in its place, or set tokenDirectory";
            case NOT_A_FILE, NOT_A_FOLDER -> "remove it, or choose another session key";
            case OTHER_OWNER -> "run as that user, or remove it and sign in again";
            case OPEN_TO_OTHERS -> "see that it is yours, then chmod " + (folder ? "700" : "600");
        };
    }
}
