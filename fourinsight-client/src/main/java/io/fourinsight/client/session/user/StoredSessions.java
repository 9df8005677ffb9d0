package io.fourinsight.client.session.user;

import io.fourinsight.client.base.Platform;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.SessionKeys;
import io.fourinsight.client.session.store.FileTokenStore;
import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.store.TokenLocations;
import io.fourinsight.client.session.store.TokenStore;
import io.fourinsight.client.session.token.TokenFetchException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sessions whose tokens are stored on this machine, for people to look at and to end.
 *
 * <p>Those of the Python packages are among them, as they are in the same files.
 */
public final class StoredSessions {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final String TOKEN = "token";
    private static final String OTHER_URL = "at-";

    private final TokenLocations locations;

    /** @param tokenDirectory null for the folders of the operating system */
    public StoredSessions(@Nullable Path tokenDirectory) {
        this.locations = new TokenLocations(Platform.current(), tokenDirectory);
    }

    /** All of them, of both services; files that cannot be used are among them, with the reason. */
    public List<StoredSession> list() {
        return Stream.of(Service.values())
                .flatMap(service -> list(service).stream())
                .toList();
    }

    /** The one of an account, or empty if nothing is stored for it. */
    public static Optional<StoredSession> find(UserAccount account) {
        return find(account, refusal -> true);
    }

    /** The same, as an application sees it: only what that one was refused counts. */
    public static Optional<StoredSession> find(UserAccount account, String clientId) {
        return find(account, refusal -> refusal.clientId().equals(clientId));
    }

    private static Optional<StoredSession> find(UserAccount account, Predicate<StoredTokens.Refusal> counts) {
        if (Files.notExists(account.file(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        String installation = account.url() == null
                ? account.environment().toLowerCase(Locale.ROOT)
                : folder(account.file()).getFileName().toString();
        TokenStore store = account.store(tokenUrl -> Optional.empty(), TIMEOUT);
        return Optional.of(read(account.service(), installation, account.sessionKey(), account.file(), store, counts));
    }

    /**
     * Removes what is stored for an account, while no other process uses it. The server is told nothing: what it gave
     * stays good until it expires.
     *
     * @return false if there was nothing
     * @throws IllegalStateException if it cannot be removed
     */
    public static boolean remove(UserAccount account) {
        if (Files.notExists(account.file(), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            return account.store(tokenUrl -> Optional.empty(), TIMEOUT).exclusively(entry -> {
                entry.delete();
                return true;
            });
        } catch (TokenFetchException e) {
            throw new IllegalStateException(e.getMessage(), e.getCause());
        }
    }

    private List<StoredSession> list(Service service) {
        TokenLocations.Location prod = locations.ofEnvironment(service, "prod", null);
        Path folder = folder(prod.file());
        List<StoredSession> found = new ArrayList<>();
        for (String environment : List.of("prod", "qa", "test", "dev")) {
            Path plain = locations.ofEnvironment(service, environment, null).file();
            found.addAll(list(service, environment, prod.root(), plain));
        }
        for (Path other : children(folder)) {
            String name = other.getFileName().toString();
            if (name.startsWith(OTHER_URL)) {
                found.addAll(list(service, name, prod.root(), other.resolve(TOKEN)));
            }
        }
        return found;
    }

    /** @param plain the file of the session that has no key; those of the others begin like it */
    private static List<StoredSession> list(Service service, String installation, Path root, Path plain) {
        String prefix = plain.getFileName().toString();
        List<StoredSession> found = new ArrayList<>();
        for (Path file : children(folder(plain))) {
            String name = file.getFileName().toString();
            boolean keyed = name.startsWith(prefix + ".") && isKey(name.substring(prefix.length() + 1));
            if (name.equals(prefix) || keyed) {
                String key = keyed ? name.substring(prefix.length() + 1) : null;
                TokenStore store = new FileTokenStore(
                        new TokenLocations.Location(root, file), tokenUrl -> Optional.empty(), TIMEOUT);
                found.add(read(service, installation, key, file, store, refusal -> true));
            }
        }
        return found;
    }

    private static StoredSession read(
            Service service,
            String installation,
            @Nullable String sessionKey,
            Path file,
            TokenStore store,
            Predicate<StoredTokens.Refusal> counts) {
        Optional<StoredTokens> tokens = Optional.empty();
        Optional<String> problem = Optional.empty();
        try {
            tokens = store.load();
            if (tokens.isEmpty()) {
                problem = Optional.of(file + " holds no tokens that can be understood");
            }
        } catch (TokenFetchException e) {
            problem = Optional.of(String.valueOf(e.getMessage()));
        }
        Optional<Secret> refreshToken = tokens.flatMap(StoredTokens::refreshToken);
        Optional<String> obstacle = tokens.flatMap(StoredTokens::refusal)
                .filter(counts)
                .map(StoredTokens.Refusal::errorCode)
                .or(() -> refreshToken.filter(token -> isSpent(store, token)).map(token -> "refresh_token_spent"));
        return new StoredSession(
                service,
                installation,
                sessionKey,
                file,
                tokens.flatMap(StoredTokens::subject),
                tokens.map(StoredTokens::expiresAt),
                refreshToken.isPresent() && obstacle.isEmpty(),
                obstacle,
                problem);
    }

    /** Waits for another process that may just be sending it; but if nothing was sent, a look changes nothing. */
    private static boolean isSpent(TokenStore store, Secret refreshToken) {
        try {
            return store.hasSpent() && store.exclusively(entry -> isSpent(entry, refreshToken));
        } catch (TokenFetchException e) {
            return false; // a store that cannot be held says nothing of the token
        }
    }

    private static boolean isSpent(TokenStore.Entry entry, Secret refreshToken) throws TokenFetchException {
        boolean stillStored = entry.read()
                .flatMap(StoredTokens::refreshToken)
                .filter(refreshToken::equals)
                .isPresent();
        return stillStored && entry.isSpent(refreshToken);
    }

    private static boolean isKey(String text) {
        try {
            SessionKeys.validate("sessionKey", text);
            return true;
        } catch (IllegalArgumentException e) {
            return false; // which is all that was asked
        }
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.getParent()); // a token file is always in a folder of ours
    }

    /** In the order of their names; none if there is no such folder, or it is not for this user. */
    private static List<Path> children(Path folder) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            children.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        found.sort(null);
        return found;
    }
}
