package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The authorization codes: each is good for one try within a minute, by the client that it was issued to. */
final class AuthorizationCodes {

    private static final Duration LIFETIME = Duration.ofSeconds(60);

    /** As long as Azure's, so that terminals and URLs meet the real size. */
    private static final int CODE_BYTES = 600;

    /** Never emptied: a second use must be noticed however late it comes. */
    private final Map<AuthorizationCode, IssuedCode> codes = new HashMap<>();

    private final Set<AuthorizationCode> spent = new HashSet<>();
    private final Clock clock;

    AuthorizationCodes(Clock clock) {
        this.clock = clock;
    }

    /** A code for a client that will say where it was sent, and prove that it is the one who asked. */
    AuthorizationCode issue(SignIn signIn, URI redirectUri, CodeProof proof) {
        return add(new IssuedCode(
                signIn, Optional.of(redirectUri), proof, clock.instant().plus(LIFETIME)));
    }

    /** A code that the user carries to the client. */
    AuthorizationCode issue(SignIn signIn) {
        return add(new IssuedCode(
                signIn, Optional.empty(), CodeProof.NONE, clock.instant().plus(LIFETIME)));
    }

    private synchronized AuthorizationCode add(IssuedCode issued) {
        AuthorizationCode code = new AuthorizationCode(CODE_BYTES);
        codes.put(code, issued);
        return code;
    }

    /** The code's sign-in; a second use ends all that came of the first. */
    synchronized IssuedCode redeem(AuthorizationCodeGrant grant, String clientId) {
        IssuedCode issued = codes.get(grant.getAuthorizationCode());
        if (issued == null || !issued.signIn().clientId().equals(clientId)) {
            throw new TokenRefusal(TokenError.UNKNOWN_CODE);
        }
        if (!spent.add(grant.getAuthorizationCode())) {
            issued.signIn().revoke();
            throw new TokenRefusal(TokenError.CODE_REUSED);
        }
        issued.check(grant, clock.instant());
        return issued;
    }
}
