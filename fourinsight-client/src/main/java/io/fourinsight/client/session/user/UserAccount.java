package io.fourinsight.client.session.user;

import io.fourinsight.client.base.Platform;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.store.FileTokenStore;
import io.fourinsight.client.session.store.TokenLocations;
import io.fourinsight.client.session.store.TokenStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What decides where the tokens of a user session are kept: see the folders and file names of the operating systems in
 * the documentation of sessions.
 *
 * @param service the service that the tokens are for
 * @param environment prod, qa, test or dev
 * @param url the service's URL if it is not the one that the environment has, or null
 * @param sessionKey may be null
 * @param tokenDirectory the folder below which the files are, or null for the operating system's
 */
public record UserAccount(
        Service service,
        String environment,
        @Nullable URI url,
        @Nullable String sessionKey,
        @Nullable Path tokenDirectory) {

    public UserAccount {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(environment, "environment");
    }

    /** The command line that signs a user in to this account. */
    public SignInCommand signInCommand() {
        String named = environment.equalsIgnoreCase("prod") ? null : environment;
        return new SignInCommand(sessionKey, named, service, url, tokenDirectory);
    }

    /**
     * The file that keeps the tokens.
     *
     * @throws IllegalArgumentException if the environment or the session key cannot be part of its name
     */
    public Path file() {
        return location().file();
    }

    /**
     * @param objection why tokens that came from this URL are not this session's; empty if they are
     * @param timeout how long to wait for other processes
     */
    public TokenStore store(Function<URI, Optional<String>> objection, Duration timeout) {
        return new FileTokenStore(location(), objection, timeout);
    }

    private TokenLocations.Location location() {
        TokenLocations locations = new TokenLocations(Platform.current(), tokenDirectory);
        return url == null
                ? locations.ofEnvironment(service, environment, sessionKey)
                : locations.ofUrl(service, url, sessionKey);
    }
}
