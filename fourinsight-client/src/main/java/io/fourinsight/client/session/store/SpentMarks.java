package io.fourinsight.client.session.store;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.base.Sha256;
import io.fourinsight.client.session.token.TokenFetchException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes which refresh tokens were sent while a token file stood as it is.
 *
 * <p>The notes are a file beside the lock, not a field of the token file. A field would mean to rewrite the only copy
 * of the tokens before each request, and the Python packages keep fields that they do not know when they refresh: where
 * the server does not rotate, the note would outlive the answer and condemn a good token.
 *
 * <p>A note is the hash of the refresh token and of the access token and expiry in the file. So it ceases to hold in
 * the very moment in which somebody, also a Python program, replaces the file by what came for the token, also if that
 * is the same refresh token; there is no moment between two files in which a crash could leave a wrong note. Until
 * then notes add up: when the disk is too full for the new tokens, the one on disk stays spent, and so do those after
 * it that are only in memory.
 *
 * <p>Only the holder of the lock of the token file uses them.
 */
final class SpentMarks {
    private static final Logger LOG = LoggerFactory.getLogger(SpentMarks.class);
    private static final int MOST_BYTES = 1 << 20;

    private final Path folder;
    private final Path file;
    private final Path temporary;
    private final Disk disk;

    SpentMarks(Path folder, String name, Disk disk) {
        this.folder = folder;
        this.file = folder.resolve(name);
        this.temporary = folder.resolve(name + ".tmp");
        this.disk = disk;
    }

    /** Whether the token was sent before; also if the notes cannot be read: better to sign in than to look like a thief. */
    boolean contains(Secret refreshToken, Optional<StoredTokens> inFile) {
        try {
            return read().contains(mark(refreshToken, inFile));
        } catch (IOException e) {
            LOG.warn("{} cannot be read, so the refresh token counts as spent: {}", file, e.toString());
            return true;
        }
    }

    /** Notes the token, for good. */
    void add(Secret refreshToken, Optional<StoredTokens> inFile) throws TokenFetchException {
        try {
            Set<String> marks = read();
            marks.add(mark(refreshToken, inFile));
            write(marks);
        } catch (IOException e) {
            throw TokenFileErrors.failed(file, "written", e);
        }
    }

    /** Takes a note back; if that fails the token stays spent, which costs a sign-in at most. */
    void remove(Secret refreshToken, Optional<StoredTokens> inFile) {
        try {
            Set<String> marks = read();
            if (marks.remove(mark(refreshToken, inFile))) {
                write(marks);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written, so the refresh token stays spent: {}", file, e.toString());
        }
    }

    /** Forgets the notes of earlier files, which hold no more: only so that they do not grow. */
    void clear() {
        try {
            disk.remove(file);
        } catch (IOException e) {
            LOG.debug("{} cannot be removed", file, e);
        }
    }

    private Set<String> read() throws IOException {
        try {
            String text = new String(disk.read(file, MOST_BYTES), StandardCharsets.US_ASCII);
            return text.lines().collect(Collectors.toCollection(LinkedHashSet::new));
        } catch (NoSuchFileException e) {
            return new LinkedHashSet<>();
        }
    }

    private void write(Set<String> marks) throws IOException {
        byte[] text = (String.join("\n", marks) + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            disk.remove(temporary); // a killed process may have left one
            disk.create(temporary, text);
            disk.move(temporary, file);
            disk.settle(folder);
        } catch (IOException e) {
            disk.remove(temporary);
            throw e;
        }
    }

    private static String mark(Secret refreshToken, Optional<StoredTokens> inFile) {
        String generation = inFile.map(tokens -> tokens.accessToken().value() + "\n" + tokens.expiresAt())
                .orElse("");
        return Sha256.hex("spent\n" + generation + "\n" + refreshToken.value());
    }
}
