package io.fourinsight.camel.session;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What a token endpoint accepts or refuses as a whole, and therefore what a {@link RefreshGate} belongs to: the same
 * in every route that uses it.
 *
 * @param tokenUrl null if only the stored tokens of the user say it
 * @param user whose tokens, null for those of the client itself
 */
record Credential(
        URI tokenUrl,
        String clientId,
        String scope,
        ClientAuthenticationMethod method,
        String secretDigest,
        User user) {

    /** One user's sign-in. */
    record User(String sessionKey, Service service, Path tokenFile, Instant signedInAfter) {}

    static Credential of(URI tokenUrl, String scope, ClientCredentials credentials, User user) {
        return new Credential(
                tokenUrl, credentials.clientId(), scope, credentials.method(), credentials.secretDigest(), user);
    }

    Credential withUser(User other) {
        return new Credential(tokenUrl, clientId, scope, method, secretDigest, other);
    }

    @Override
    public String toString() {
        String client = "client " + Fingerprint.of(clientId) + (tokenUrl == null ? "" : " at " + tokenUrl.getHost());
        return user == null ? client : client + " for the user of " + SessionException.named(user.sessionKey());
    }
}
