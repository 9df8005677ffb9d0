package io.fourinsight.client.session.store;

import io.fourinsight.client.base.Sha256;
import io.fourinsight.client.session.token.TokenFetchException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The file with the tokens of one session: replaced whole or not at all.
 *
 * <p>For use by many threads; the one that replaces or removes the file must hold its lock, see {@link StoreLock}.
 */
final class TokenFile {
    private static final int MOST_BYTES = 1 << 20;

    private final TokenLocations.Location location;
    private final Path file;
    private final Path temporary;
    private final Function<URI, Optional<String>> objection;
    private final Disk disk;
    private final FileGuard guard;

    /**
     * What was in the file.
     *
     * @param exists whether there was a file
     * @param tokens empty if there was no file or a damaged one
     */
    record Content(boolean exists, Optional<StoredTokens> tokens) {
        static final Content NOTHING = new Content(false, Optional.empty());

        boolean isDamaged() {
            return exists && tokens.isEmpty();
        }
    }

    TokenFile(TokenLocations.Location location, Function<URI, Optional<String>> objection, Disk disk, FileGuard guard) {
        this.location = location;
        this.file = location.file();
        this.objection = objection;
        this.disk = disk;
        this.guard = guard;
        // one name per file, so that what a killed process left is found and removed; no other file starts like it
        String name = Sha256.hex(location.fileName());
        this.temporary = file.resolveSibling(".new-" + name + ".tmp");
    }

    /** The content, after checking the place and the owner of the file. */
    Content content() throws TokenFetchException {
        guard.checkFolders(location);
        guard.checkCase(location);
        Optional<Instant> writtenAt = guard.checkFile(file);
        return writtenAt.isEmpty() ? Content.NOTHING : read(writtenAt.get());
    }

    private Content read(Instant writtenAt) throws TokenFetchException {
        byte[] bytes;
        try {
            bytes = disk.read(file, MOST_BYTES + 1);
        } catch (NoSuchFileException e) {
            return Content.NOTHING;
        } catch (AccessDeniedException e) {
            throw TokenFileErrors.denied(file);
        } catch (IOException e) {
            throw TokenFileErrors.failed(file, "read", e);
        }
        Optional<StoredTokens> tokens =
                bytes.length > MOST_BYTES ? Optional.empty() : StoredTokensFormat.parse(bytes, writtenAt);
        Optional<String> why = tokens.map(StoredTokens::tokenUrl).flatMap(objection);
        if (why.isPresent()) {
            throw TokenFileErrors.foreign(file, why.get());
        }
        return new Content(true, tokens);
    }

    /** Replaces the file; on failure it is as it was. */
    void replace(StoredTokens tokens) throws TokenFetchException {
        content(); // another session's is left alone, a damaged one may be replaced
        byte[] bytes = StoredTokensFormat.format(tokens);
        try {
            disk.remove(temporary);
            disk.create(temporary, bytes);
            disk.move(temporary, file);
            disk.settle(location.folder());
        } catch (IOException e) {
            removeTemporary(e);
            throw TokenFileErrors.failed(file, "written", e);
        }
    }

    /** Removes the file, unless it is another session's. */
    void remove() throws TokenFetchException {
        content();
        try {
            disk.remove(temporary);
            disk.remove(file);
            disk.settle(location.folder());
        } catch (IOException e) {
            throw TokenFileErrors.failed(file, "removed", e);
        }
    }

    private void removeTemporary(IOException reason) {
        try {
            disk.remove(temporary);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
