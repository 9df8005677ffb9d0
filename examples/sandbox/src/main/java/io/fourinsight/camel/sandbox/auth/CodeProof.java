package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.util.Optional;

/**
 * What ties a code to the client that asked for it.
 *
 * @param challenge of PKCE, method S256
 * @param nonce goes back to the client in the id token
 */
record CodeProof(Optional<CodeChallenge> challenge, Optional<Nonce> nonce) {

    static final CodeProof NONE = new CodeProof(Optional.empty(), Optional.empty());

    /**
     * A verifier without a challenge is no proof either: somebody has taken the challenge out of the request (RFC 9700,
     * 4.8.2).
     */
    boolean isVerifiedBy(CodeVerifier verifier) {
        Optional<CodeChallenge> computed =
                Optional.ofNullable(verifier).map(given -> CodeChallenge.compute(CodeChallengeMethod.S256, given));
        return challenge.equals(computed);
    }
}
