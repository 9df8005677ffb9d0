package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import java.util.Map;
import java.util.Optional;

/** The authorization code grant: the first tokens of a user who has signed in. */
final class CodeGrant implements Grant {

    private final AuthorizationCodes codes;
    private final RefreshTokens refreshTokens;
    private final UserTokens tokens;

    CodeGrant(AuthorizationCodes codes, RefreshTokens refreshTokens, UserTokens tokens) {
        this.codes = codes;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
    }

    @Override
    public Map<String, Object> redeem(TokenRequest request, String clientId) {
        IssuedCode code = codes.redeem((AuthorizationCodeGrant) request.getAuthorizationGrant(), clientId);
        SignIn signIn = code.signIn();
        Optional<RefreshToken> refreshToken = Optional.of(signIn)
                .filter(granted -> granted.scope().contains(OIDCScopeValue.OFFLINE_ACCESS))
                .map(refreshTokens::issue);
        return tokens.answer(signIn, signIn.scope(), code.proof().nonce(), refreshToken);
    }
}
