package io.fourinsight.camel.session;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Everything that makes two sessions different, and so the key of {@link SessionCache}.
 *
 * <p>The secret takes part through its digest: an endpoint with a wrong secret never gets the session of another one
 * with the right secret.
 */
public final class SessionIdentity {
    private final SessionType type;
    private final String sessionKey;
    private final Service service;
    private final Path directory;
    private final Credential credential;
    private final int hash;

    private SessionIdentity(
            SessionType type, String sessionKey, Service service, Path directory, Credential credential) {
        this.type = type;
        this.sessionKey = sessionKey;
        this.service = service;
        this.directory = directory;
        this.credential = credential;
        // computed here, because every exchange looks a session up
        this.hash = Objects.hash(type, sessionKey, service, directory, credential);
    }

    /**
     * The identity of a client session.
     *
     * @param sessionKey may be null
     * @param scope space-separated, as RFC 6749 section 3.3 has it
     */
    public static SessionIdentity client(
            String sessionKey, Service service, URI tokenUrl, String scope, ClientCredentials credentials) {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(tokenUrl, "tokenUrl");
        Objects.requireNonNull(scope, "scope");
        Credential credential = new Credential(
                tokenUrl,
                credentials.clientId(),
                scope,
                credentials.method(),
                credentials.clientSecret().digest());
        return new SessionIdentity(SessionType.CLIENT, sessionKey, service, null, credential);
    }

    public SessionType type() {
        return type;
    }

    /** The key that the user gave, or null. */
    public String sessionKey() {
        return sessionKey;
    }

    public Service service() {
        return service;
    }

    public URI tokenUrl() {
        return credential.tokenUrl();
    }

    public String clientId() {
        return credential.clientId();
    }

    public String scope() {
        return credential.scope();
    }

    /** Where the tokens are kept, or null: those of a client are kept nowhere. */
    public Path directory() {
        return directory;
    }

    /** See {@link Secret#digest()}. */
    public String secretDigest() {
        return credential.secretDigest();
    }

    Credential credential() {
        return credential;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof SessionIdentity that
                        && hash == that.hash
                        && type == that.type
                        && service == that.service
                        && Objects.equals(sessionKey, that.sessionKey)
                        && Objects.equals(directory, that.directory)
                        && credential.equals(that.credential);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "SessionIdentity[" + type + ", key " + sessionKey + ", " + service + ", " + credential + ", scope "
                + scope() + (directory == null ? "]" : ", in " + directory + "]");
    }
}
