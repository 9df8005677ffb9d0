package io.fourinsight.camel.session;

import java.util.Objects;

/** The credentials of an application and how they are sent. */
public record ClientCredentials(String clientId, Secret clientSecret, ClientAuthenticationMethod method) {
    public ClientCredentials {
        if (clientId == null || clientId.isBlank()) {
            throw new IllegalArgumentException("The client id must not be empty");
        }
        Objects.requireNonNull(clientSecret, "clientSecret");
        Objects.requireNonNull(method, "method");
    }

    /** Credentials that are sent in the form, as Entra expects. */
    public ClientCredentials(String clientId, Secret clientSecret) {
        this(clientId, clientSecret, ClientAuthenticationMethod.POST);
    }

    @Override
    public String toString() {
        return "ClientCredentials[" + Fingerprint.of(clientId) + ", " + clientSecret + ", " + method + "]";
    }
}
