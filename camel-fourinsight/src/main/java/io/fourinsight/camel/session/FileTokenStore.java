package io.fourinsight.camel.session;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tokens of a user session in a file: the one that the Python packages use, so that one sign-in serves both.
 *
 * <p>{@link #load()} gives the same object as before, or as was written last, as long as the file holds the same: what
 * is not the same object is news from another process.
 *
 * <pre>
 * api/                      0700
 *   token.acme              0600, replaced by moving another file there
 *   .locks/                 0700
 *     &lt;hash&gt;.lock           empty, never deleted
 *     &lt;hash&gt;.spent          which refresh tokens were sent, see {@link SpentMarks}
 * </pre>
 *
 * <p>The hash is of the name of the token file, and the folder is found by its real path: so two containers that share
 * a folder under different paths share its locks too. Python programs lock nothing; they need a session key of their
 * own.
 */
final class FileTokenStore implements TokenStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileTokenStore.class);

    /** A file that is just being rewritten in place, as Python does it, is whole again after this. */
    private static final Duration BETWEEN_READS = Duration.ofMillis(200);

    private static final int READS = 3;

    private final TokenLocation location;
    private final Path folder;
    private final TokenFile file;
    private final Duration timeout;
    private final Disk disk;
    private final Waiting waiting;
    private final FileGuard guard;

    /**
     * A store that does no I/O before it is used.
     *
     * @param location see {@link TokenLocations}
     * @param ownTokenUrl whether tokens that came from this URL are this session's
     * @param timeout how long to wait for others that hold the store
     */
    FileTokenStore(TokenLocation location, Predicate<URI> ownTokenUrl, Duration timeout) {
        this(location, ownTokenUrl, timeout, Disk.REAL, Waiting.REAL, new FileGuard(CurrentUser::get));
    }

    FileTokenStore(
            TokenLocation location,
            Predicate<URI> ownTokenUrl,
            Duration timeout,
            Disk disk,
            Waiting waiting,
            FileGuard guard) {
        this.location = location;
        this.folder = location.file().getParent();
        this.file = new TokenFile(location, ownTokenUrl, disk, guard);
        this.timeout = timeout;
        this.disk = disk;
        this.waiting = waiting;
        this.guard = guard;
    }

    @Override
    public Optional<StoredTokens> load() throws TokenFetchException {
        return file.content().tokens();
    }

    @Override
    public <R> R exclusively(Access<R> access) throws TokenFetchException {
        Path locks = lockFolder();
        String name = Sha256.hex(location.file().getFileName().toString());
        Path lockFile = locks.resolve(name + ".lock");
        guard.checkFile(lockFile);
        SpentMarks marks = new SpentMarks(locks.resolve(name + ".spent"), disk);
        try (StoreLock lock = StoreLock.acquire(lockFile, timeout, waiting)
                .orElseThrow(() -> TokenFileErrors.locked(location.file(), timeout))) {
            return access.with(new HeldEntry(marks));
        }
    }

    private Path lockFolder() throws TokenFetchException {
        guard.checkFolders(location);
        try {
            disk.makeFolder(folder);
            Path locks = folder.toRealPath().resolve(".locks");
            guard.checkFolder(locks);
            if (Files.notExists(locks)) {
                disk.makeFolder(locks);
                disk.settle(folder); // else a power cut could take the notes of spent tokens with it
            }
            return locks;
        } catch (AccessDeniedException e) {
            throw TokenFileErrors.denied(folder);
        } catch (IOException e) {
            throw TokenFileErrors.failed(folder, "made ready", e);
        }
    }

    @Override
    public String place() {
        return location.file().toString();
    }

    @Override
    public String toString() {
        return "FileTokenStore[" + location.file() + "]";
    }

    private final class HeldEntry implements Entry {
        private final SpentMarks marks;

        HeldEntry(SpentMarks marks) {
            this.marks = marks;
        }

        @Override
        public Optional<StoredTokens> read() throws TokenFetchException {
            for (int reads = 1; ; reads++) {
                TokenFile.Content content = file.checkedContent();
                if (!content.isDamaged()) {
                    return content.tokens();
                }
                if (reads == READS) {
                    throw TokenFileErrors.damaged(location.file());
                }
                waiting.pause(BETWEEN_READS);
            }
        }

        @Override
        public boolean isSpent(Secret refreshToken) {
            try {
                return marks.contains(refreshToken, file.checkedContent().tokens());
            } catch (TokenFetchException e) {
                return true; // a file that became untrustworthy since it was read vouches for nothing
            }
        }

        @Override
        public void markSpent(Secret refreshToken) throws TokenFetchException {
            marks.add(refreshToken, file.checkedContent().tokens());
        }

        @Override
        public void unmarkSpent(Secret refreshToken) {
            try {
                marks.remove(refreshToken, file.checkedContent().tokens());
            } catch (TokenFetchException e) {
                LOG.warn("The refresh token stays spent: {}", e.getMessage());
            }
        }

        @Override
        public void write(StoredTokens tokens) throws TokenFetchException {
            file.replace(tokens);
            marks.clear();
        }

        @Override
        public void delete() throws TokenFetchException {
            file.remove();
            marks.clear();
        }
    }
}
