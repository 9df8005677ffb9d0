package io.fourinsight.client.session;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.user.UserAccount;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that makes two sessions different, and so the key of {@link SessionCache}.
 *
 * <p>The secret takes part through its digest: an endpoint with a wrong secret never gets the session of another one
 * with the right secret.
 */
public final class SessionIdentity {
    private final SessionType type;
    private final @Nullable String sessionKey;
    private final Service service;
    private final @Nullable Path tokenFile;
    private final Credential credential;
    private final int hash;

    private SessionIdentity(
            SessionType type,
            @Nullable String sessionKey,
            Service service,
            @Nullable Path tokenFile,
            Credential credential) {
        this.type = type;
        this.sessionKey = sessionKey;
        this.service = service;
        this.tokenFile = tokenFile;
        this.credential = credential;
        // computed here, because every exchange looks a session up
        this.hash = Objects.hash(type, sessionKey, service, tokenFile, credential);
    }

    /**
     * The identity of a client session.
     *
     * @param sessionKey may be null
     * @param scope space-separated, as RFC 6749 section 3.3 has it
     */
    public static SessionIdentity client(
            @Nullable String sessionKey,
            Service service,
            @Nullable URI tokenUrl,
            String scope,
            ClientCredentials credentials) {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(tokenUrl, "tokenUrl");
        Objects.requireNonNull(scope, "scope");
        Credential credential = new Credential(
                tokenUrl, credentials.clientId(), scope, credentials.method(), credentials.secretDigest(), null);
        return new SessionIdentity(SessionType.CLIENT, sessionKey, service, null, credential);
    }

    /**
     * The identity of a user session.
     *
     * @param sessionKey may be null
     * @param tokenUrl the only one that stored tokens may come from; null if any of an allowed host may
     * @param scope space-separated, as RFC 6749 section 3.3 has it; what a sign-in asks for
     * @param tokenFile where the tokens are kept, see {@link UserAccount#file()}; null if that is no file
     */
    public static SessionIdentity user(
            @Nullable String sessionKey,
            Service service,
            @Nullable URI tokenUrl,
            String scope,
            @Nullable Path tokenFile,
            ClientCredentials credentials) {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(scope, "scope");
        Credential.User user = new Credential.User(sessionKey, service, tokenFile, null);
        Credential credential = Credential.of(tokenUrl, scope, credentials, user);
        return new SessionIdentity(SessionType.USER, sessionKey, service, tokenFile, credential);
    }

    /**
     * The same user, but only a sign-in after this moment counts: what {@code authForce} asks for, with the moment at
     * which the route was started.
     */
    public SessionIdentity signedInAfter(Instant moment) {
        if (type != SessionType.USER) {
            throw new IllegalArgumentException("Nobody signs in to " + this);
        }
        Credential.User user = new Credential.User(sessionKey, service, tokenFile, moment);
        return new SessionIdentity(type, sessionKey, service, tokenFile, credential.withUser(user));
    }

    public SessionType type() {
        return type;
    }

    /** The key that the user gave, or null. */
    public @Nullable String sessionKey() {
        return sessionKey;
    }

    public Service service() {
        return service;
    }

    /** Null for a user whose stored tokens say it. */
    public @Nullable URI tokenUrl() {
        return credential.tokenUrl();
    }

    public String clientId() {
        return credential.clientId();
    }

    public String scope() {
        return credential.scope();
    }

    /** The file that keeps the tokens, or null: those of a client are kept nowhere. */
    public @Nullable Path tokenFile() {
        return tokenFile;
    }

    /** See {@link Secret#digest()}. */
    public String secretDigest() {
        return credential.secretDigest();
    }

    /** See {@link #signedInAfter(Instant)}; null if any sign-in will do. */
    public @Nullable Instant signedInAfter() {
        return credential.user() == null ? null : credential.user().signedInAfter();
    }

    public boolean isOf(ClientCredentials credentials) {
        return clientId().equals(credentials.clientId()) && secretDigest().equals(credentials.secretDigest());
    }

    public Credential credential() {
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
                        && Objects.equals(tokenFile, that.tokenFile)
                        && credential.equals(that.credential);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "SessionIdentity[" + type + ", key " + sessionKey + ", " + service + ", " + credential + ", scope "
                + scope() + (tokenFile == null ? "]" : ", in " + tokenFile + "]");
    }
}
