package io.fourinsight.client.session;

import io.fourinsight.client.base.Fingerprint;
import io.fourinsight.client.base.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of an application and how they are sent.
 *
 * @param clientSecret null, and {@code method} with it, for a public client (RFC 6749 section 2.1), which has none
 */
public record ClientCredentials(
        String clientId, @Nullable Secret clientSecret, @Nullable ClientAuthenticationMethod method) {
    public ClientCredentials {
        if (clientId == null || clientId.isBlank()) {
            throw new IllegalArgumentException("The client id must not be empty");
        }
        if (clientSecret != null || method != null) {
            Objects.requireNonNull(clientSecret, "clientSecret");
            Objects.requireNonNull(method, "method");
        }
    }

    /** Credentials that are sent in the form, as Entra expects. */
    public ClientCredentials(String clientId, Secret clientSecret) {
        this(clientId, clientSecret, ClientAuthenticationMethod.POST);
    }

    /** An application without a secret: it only names itself. */
    public static ClientCredentials publicClient(String clientId) {
        return new ClientCredentials(clientId, null, null);
    }

    public boolean isPublic() {
        return clientSecret == null;
    }

    /** See {@link Secret#digest()}; empty for a public client. */
    String secretDigest() {
        return clientSecret == null ? "" : clientSecret.digest();
    }

    @Override
    public String toString() {
        return "ClientCredentials[" + Fingerprint.of(clientId) + ", "
                + (isPublic() ? "public]" : clientSecret + ", " + method + "]");
    }
}
