package io.fourinsight.camel.session;

import java.net.URI;

/**
 * What a token endpoint accepts or refuses as a whole, and therefore what a {@link RefreshGate} belongs to: the same
 * in every route that uses it.
 */
record Credential(URI tokenUrl, String clientId, String scope, ClientAuthenticationMethod method, String secretDigest) {
    @Override
    public String toString() {
        return "client " + Fingerprint.of(clientId) + " at " + tokenUrl.getHost();
    }
}
