package io.fourinsight.client.session.store;

import io.fourinsight.client.base.FileMutex;
import io.fourinsight.client.base.OwnFiles;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.base.Sha256;
import io.fourinsight.client.base.Waiting;
import io.fourinsight.client.session.token.TokenFetchException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tokens of a user session in a file: the one that the Python packages use, so that one sign-in serves both.
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
public final class FileTokenStore implements TokenStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileTokenStore.class);

    /** A file that is just being rewritten in place, as Python does it, is whole again after this. */
    private static final Duration BETWEEN_READS = Duration.ofMillis(200);

    private static final int READS = 3;
    private static final String LOCKS = ".locks";

    private final TokenLocations.Location location;
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
     * @param objection why tokens that came from this URL are not this session's; empty if they are
     * @param timeout how long to wait for others that hold the store
     */
    public FileTokenStore(
            TokenLocations.Location location, Function<URI, Optional<String>> objection, Duration timeout) {
        this(location, objection, timeout, Disk.REAL, Waiting.REAL, new FileGuard(OwnFiles.ofProcess()));
    }

    public FileTokenStore(
            TokenLocations.Location location,
            Function<URI, Optional<String>> objection,
            Duration timeout,
            Disk disk,
            Waiting waiting,
            FileGuard guard) {
        this.location = location;
        this.folder = location.folder();
        this.file = new TokenFile(location, objection, disk, guard);
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
    public boolean hasSpent() {
        return Files.exists(folder.resolve(LOCKS).resolve(spentName()), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    @SuppressWarnings("try") // the lock is held, not used
    public <R> R exclusively(Access<R> access) throws TokenFetchException {
        Path locks = lockFolder();
        Path lockFile = locks.resolve(hashedName() + ".lock");
        guard.checkFile(lockFile);
        guard.checkFile(locks.resolve(spentName()));
        SpentMarks marks = new SpentMarks(locks, spentName(), disk);
        try (FileMutex lock = StoreLock.acquire(lockFile, timeout, waiting)
                .orElseThrow(() -> TokenFileErrors.locked(location.file(), timeout))) {
            return access.with(new HeldEntry(marks));
        }
    }

    private String spentName() {
        return hashedName() + ".spent";
    }

    private String hashedName() {
        return Sha256.hex(location.fileName());
    }

    private Path lockFolder() throws TokenFetchException {
        guard.checkFolders(location);
        try {
            disk.makeFolder(folder);
            Path locks = folder.toRealPath().resolve(LOCKS);
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
                TokenFile.Content content = file.content();
                if (!content.isDamaged()) {
                    return content.tokens();
                }
                if (reads == READS) {
                    throw TokenFileErrors.damaged(location.file());
                }
                StoreLock.pause(waiting, BETWEEN_READS);
            }
        }

        @Override
        public boolean isSpent(Secret refreshToken) {
            try {
                return marks.contains(refreshToken, file.content().tokens());
            } catch (TokenFetchException e) {
                return true; // a file that became untrustworthy since it was read vouches for nothing
            }
        }

        @Override
        public void markSpent(Secret refreshToken) throws TokenFetchException {
            marks.add(refreshToken, file.content().tokens());
        }

        @Override
        public void unmarkSpent(Secret refreshToken) {
            try {
                marks.remove(refreshToken, file.content().tokens());
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
