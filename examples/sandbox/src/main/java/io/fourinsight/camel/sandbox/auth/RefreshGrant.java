package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.util.Map;
import java.util.Optional;

/** The refresh grant: more tokens of the same sign-in, for what was granted then or less. */
final class RefreshGrant implements Grant {

    private final RefreshTokens refreshTokens;
    private final UserTokens tokens;

    RefreshGrant(RefreshTokens refreshTokens, UserTokens tokens) {
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
    }

    @Override
    public Map<String, Object> redeem(TokenRequest request, String clientId) {
        RefreshToken token = ((RefreshTokenGrant) request.getAuthorizationGrant()).getRefreshToken();
        SignIn signIn = refreshTokens
                .find(token)
                .filter(known -> known.clientId().equals(clientId))
                .orElseThrow(() -> new TokenRefusal(TokenError.UNKNOWN_REFRESH_TOKEN));
        Scope scope = Optional.ofNullable(request.getScope()).orElse(signIn.scope());
        // Judged first: a request that asks for too much must not cost the client its token.
        if (!signIn.scope().containsAll(scope)) {
            throw new TokenRefusal(TokenError.UNKNOWN_SCOPE, scope);
        }
        Optional<RefreshToken> next = refreshTokens.use(token);
        // OpenID Connect Core, 12.2: the nonce belongs to the sign-in, not to what is refreshed.
        return tokens.answer(signIn, scope, Optional.empty(), next);
    }
}
