package io.fourinsight.camel.session;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

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
public record UserAccount(Service service, String environment, URI url, String sessionKey, Path tokenDirectory) {

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
     * @param ownTokenUrl whether tokens that came from this URL are this session's
     * @param timeout how long to wait for other processes
     */
    TokenStore store(Predicate<URI> ownTokenUrl, Duration timeout) {
        return new FileTokenStore(location(), ownTokenUrl, timeout);
    }

    private TokenLocation location() {
        TokenLocations locations = new TokenLocations(Platform.current(), tokenDirectory);
        return url == null
                ? locations.ofEnvironment(service, environment, sessionKey)
                : locations.ofUrl(service, url, sessionKey);
    }
}
