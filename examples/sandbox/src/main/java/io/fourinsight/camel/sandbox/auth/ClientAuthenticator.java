package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;

/** Tells which client sends a token request, and has it prove that. */
final class ClientAuthenticator {

    private final ClientRegistry clients;
    private final RefreshTokens refreshTokens;

    ClientAuthenticator(ClientRegistry clients, RefreshTokens refreshTokens) {
        this.clients = clients;
        this.refreshTokens = refreshTokens;
    }

    /**
     * @param http the same request
     * @return the client id
     */
    String authenticate(TokenRequest request, HTTPRequest http) {
        if (request.getClientAuthentication() instanceof PlainClientSecret given) {
            return confidential(
                    given.getClientID().getValue(), given.getClientSecret().getValue());
        }
        if (request.getClientID() != null) {
            return withoutSecret(request.getClientID().getValue());
        }
        if (request.getAuthorizationGrant() instanceof RefreshTokenGrant grant) {
            return ownerOf(grant, NimbusRequests.formValue(http, "client_secret"));
        }
        throw new TokenRefusal(TokenError.MISSING_SECRET);
    }

    /** The Python client refreshes with its secret, but without its id: the refresh token knows whose it is. */
    private String ownerOf(RefreshTokenGrant grant, String secret) {
        if (secret.isEmpty()) {
            throw new TokenRefusal(TokenError.MISSING_SECRET);
        }
        String owner = refreshTokens
                .find(grant.getRefreshToken())
                .map(SignIn::clientId)
                .orElseThrow(() -> new TokenRefusal(TokenError.UNKNOWN_REFRESH_TOKEN));
        return confidential(owner, secret);
    }

    private String confidential(String id, String secret) {
        String known =
                registration(id).secret().orElseThrow(() -> new TokenRefusal(TokenError.SECRET_OF_PUBLIC_CLIENT));
        if (!Secrets.match(known, secret)) {
            throw new TokenRefusal(TokenError.WRONG_SECRET, id);
        }
        return id;
    }

    private String withoutSecret(String id) {
        if (!registration(id).isPublic()) {
            throw new TokenRefusal(TokenError.MISSING_SECRET);
        }
        return id;
    }

    private Registration registration(String id) {
        return clients.find(id).orElseThrow(() -> new TokenRefusal(TokenError.UNKNOWN_CLIENT, id));
    }
}
