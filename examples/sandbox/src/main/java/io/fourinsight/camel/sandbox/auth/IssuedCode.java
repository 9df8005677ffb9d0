package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What an authorization code stands for.
 *
 * @param redirectUri where it was sent, empty if the user was shown it
 */
record IssuedCode(SignIn signIn, Optional<URI> redirectUri, CodeProof proof, Instant expiresAt) {

    /** Refuses a request that does not fit the code. */
    void check(AuthorizationCodeGrant grant, Instant now) {
        if (!now.isBefore(expiresAt)) {
            throw new TokenRefusal(TokenError.CODE_EXPIRED);
        }
        if (!redirectUri.equals(Optional.ofNullable(grant.getRedirectionURI()))) {
            throw new TokenRefusal(TokenError.OTHER_REDIRECT, grant.getRedirectionURI());
        }
        if (!proof.isVerifiedBy(grant.getCodeVerifier())) {
            throw new TokenRefusal(TokenError.WRONG_VERIFIER);
        }
    }
}
