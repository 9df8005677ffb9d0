package io.fourinsight.camel.session;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The file with the tokens of one session: read only when it changed, replaced whole or not at all.
 *
 * <p>For use by many threads; who replaces or removes the file must hold its {@link StoreLock}.
 */
final class TokenFile {
    private static final int MOST_BYTES = 1 << 20;

    private final TokenLocation location;
    private final Path file;
    private final Path temporary;
    private final Predicate<URI> ownTokenUrl;
    private final Disk disk;
    private final FileGuard guard;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Content last; // written under the lock

    /**
     * What was in the file.
     *
     * @param stamp empty if there was no file
     * @param digest of the bytes
     * @param tokens empty if there was no file or a damaged one
     * @param settled whether the stamp tells of any later change
     */
    record Content(Optional<FileStamp> stamp, String digest, Optional<StoredTokens> tokens, boolean settled) {
        static final Content NOTHING = new Content(Optional.empty(), "", Optional.empty(), true);

        boolean isDamaged() {
            return stamp.isPresent() && tokens.isEmpty();
        }
    }

    TokenFile(TokenLocation location, Predicate<URI> ownTokenUrl, Disk disk, FileGuard guard) {
        this.location = location;
        this.file = location.file();
        this.ownTokenUrl = ownTokenUrl;
        this.disk = disk;
        this.guard = guard;
        // one name per file, so that what a killed process left is found and removed; no other file starts like it
        String name = Sha256.hex(file.getFileName().toString());
        this.temporary = file.resolveSibling(".new-" + name + ".tmp");
    }

    /**
     * The content, at the cost of one look at the file's time and size if it did not change. As long as the bytes are
     * the same, or are those that were written last, so is the {@link StoredTokens} object.
     */
    Content content() throws TokenFetchException {
        Content known = last;
        return known != null && known.settled() && known.stamp().equals(quickStamp()) ? known : checkedContent();
    }

    /** The content, after making sure that the file is where and whose it should be. */
    Content checkedContent() throws TokenFetchException {
        lock.lock();
        try {
            guard.checkFolders(location);
            guard.checkCase(file);
            // before reading: a change in between gives a stamp that is too old, so that it is read again
            Optional<FileStamp> stamp = guard.checkFile(file);
            Content content = stamp.isEmpty() ? Content.NOTHING : read(stamp.get());
            last = content;
            return content;
        } finally {
            lock.unlock();
        }
    }

    private Optional<FileStamp> quickStamp() {
        try {
            return Optional.of(
                    FileStamp.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
        } catch (IOException e) {
            return Optional.empty(); // if it was there before, the thorough way finds out what is wrong
        }
    }

    private Content read(FileStamp stamp) throws TokenFetchException {
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
        boolean settled = stamp.isSettled(System.currentTimeMillis());
        String digest = Sha256.hex(bytes);
        Content known = last;
        if (known != null && known.stamp().isPresent() && known.digest().equals(digest)) {
            return new Content(Optional.of(stamp), digest, known.tokens(), settled);
        }
        Instant writtenAt = stamp.modified().toInstant();
        Optional<StoredTokens> tokens =
                bytes.length > MOST_BYTES ? Optional.empty() : StoredTokensFormat.parse(bytes, writtenAt);
        if (tokens.isPresent() && !ownTokenUrl.test(tokens.get().tokenUrl())) {
            throw TokenFileErrors.foreign(file, tokens.get().tokenUrl().getHost());
        }
        return new Content(Optional.of(stamp), digest, tokens, settled);
    }

    /** Replaces the file; on failure it is as it was. */
    void replace(StoredTokens tokens) throws TokenFetchException {
        checkedContent(); // another session's is left alone, a damaged one may be replaced
        byte[] bytes = StoredTokensFormat.format(tokens);
        try {
            disk.remove(temporary);
            disk.create(temporary, bytes);
            // taken before the move: after it, the file may already be another program's
            FileStamp stamp = guard.checkFile(temporary).orElseThrow();
            lock.lock(); // a reader of the old file must not note it as the last after this
            try {
                disk.move(temporary, file);
                last = new Content(Optional.of(stamp), Sha256.hex(bytes), Optional.of(tokens), false);
            } finally {
                lock.unlock();
            }
            disk.settle(file.getParent());
        } catch (IOException e) {
            removeTemporary(e);
            throw TokenFileErrors.failed(file, "written", e);
        }
    }

    /** Removes the file, unless it is another session's. */
    void remove() throws TokenFetchException {
        checkedContent();
        try {
            disk.remove(temporary);
            disk.remove(file);
            disk.settle(file.getParent());
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
