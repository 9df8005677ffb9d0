package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.Scope;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The access tokens that are valid now. */
final class TokenStore {

    /** As long as Microsoft's signed tokens, so that buffers and logs meet the real size. */
    private static final int TOKEN_BYTES = 768;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Duration lifetime;

    TokenStore(Clock clock, Duration lifetime) {
        this.clock = clock;
        lifetime(lifetime);
    }

    /** Sets the lifetime of the tokens issued from now on. */
    void lifetime(Duration lifetime) {
        if (lifetime.isNegative()) {
            throw new IllegalArgumentException("negative token lifetime: " + lifetime);
        }
        this.lifetime = lifetime;
    }

    void revokeAll() {
        tokens.clear();
    }

    /** A token of the application itself. */
    AccessToken issue(Caller caller) {
        return issue(caller, Optional.empty());
    }

    /** A token of a user's client, which ends with the family of the sign-in at the latest. */
    AccessToken issue(SignIn signIn, Scope scope) {
        return issue(new Caller(signIn.clientId(), scope.toString()), Optional.of(signIn));
    }

    private AccessToken issue(Caller caller, Optional<SignIn> signIn) {
        Instant now = clock.instant();
        tokens.values().removeIf(token -> !token.isValidAt(now));
        Duration granted = lifetime;
        AccessToken token = new AccessToken(randomValue(), caller, signIn, granted, now.plus(granted));
        tokens.put(token.value(), token);
        return token;
    }

    Optional<AccessToken> find(String value) {
        return Optional.ofNullable(tokens.get(value)).filter(token -> token.isValidAt(clock.instant()));
    }

    private String randomValue() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
