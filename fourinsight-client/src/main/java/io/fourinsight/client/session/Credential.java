package io.fourinsight.client.session;

import io.fourinsight.client.base.Fingerprint;
import io.fourinsight.client.session.token.RefreshBackoff;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint accepts or refuses as a whole, and therefore what a {@link RefreshBackoff} belongs to: the same
 * in every route that uses it.
 *
 * @param tokenUrl null if only the stored tokens of the user say it
 * @param user that the tokens belong to; null for those of the client itself
 */
public record Credential(
        @Nullable URI tokenUrl,
        String clientId,
        String scope,
        @Nullable ClientAuthenticationMethod method,
        String secretDigest,
        @Nullable User user) {

    /** One user's sign-in. */
    record User(
            @Nullable String sessionKey, Service service, @Nullable Path tokenFile, @Nullable Instant signedInAfter) {}

    static Credential of(@Nullable URI tokenUrl, String scope, ClientCredentials credentials, @Nullable User user) {
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
