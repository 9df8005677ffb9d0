package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/** Tells clients who has signed in, under the signature of a key. */
final class IdTokens {

    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;

    private static final int KEY_BITS = 2048;

    private final URI issuer;
    private final Clock clock;

    IdTokens(URI issuer, Clock clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** What a user is known by: the same in every sandbox. */
    static String subject(String user) {
        return UUID.nameUUIDFromBytes(user.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The public key, for those who check the signature. */
    JWKSet keys() {
        return new JWKSet(Key.OF_ALL.toPublicJWK());
    }

    String sign(SignIn signIn, Optional<Nonce> nonce, Duration lifetime) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer.toString())
                .subject(subject(signIn.user()))
                .audience(signIn.clientId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .claim("auth_time", signIn.time().getEpochSecond())
                .claim("name", signIn.user())
                .claim("preferred_username", signIn.user());
        nonce.ifPresent(value -> claims.claim("nonce", value.getValue()));
        RSAKey signer = Key.OF_ALL;
        JWSHeader header =
                new JWSHeader.Builder(ALGORITHM).keyID(signer.getKeyID()).build();
        SignedJWT token = new SignedJWT(header, claims.build());
        try {
            token.sign(new RSASSASigner(signer));
        } catch (JOSEException e) {
            throw new IllegalStateException("the sandbox's own key cannot sign", e);
        }
        return token.serialize();
    }

    /** One for all sandboxes of a process, made when it is first needed, for that takes seconds. */
    private static final class Key {

        static final RSAKey OF_ALL = make();

        private static RSAKey make() {
            try {
                return new RSAKeyGenerator(KEY_BITS)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(ALGORITHM)
                        .keyIDFromThumbprint(true)
                        .generate();
            } catch (JOSEException e) {
                throw new IllegalStateException("no RSA key can be made here", e);
            }
        }
    }
}
