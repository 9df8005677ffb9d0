package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Issues tokens to a user's client, and writes the answer as Azure AD B2C does. */
final class UserTokens {

    private final TokenStore tokens;
    private final IdTokens idTokens;
    private final UserScopes scopes;
    private final Optional<Duration> refreshIn;
    private final Clock clock;

    UserTokens(TokenStore tokens, IdTokens idTokens, UserScopes scopes, Optional<Duration> refreshIn, Clock clock) {
        this.tokens = tokens;
        this.idTokens = idTokens;
        this.scopes = scopes;
        this.refreshIn = refreshIn;
        this.clock = clock;
    }

    /**
     * @param scope that of the sign-in, or a part of it
     */
    Map<String, Object> answer(SignIn signIn, Scope scope, Optional<Nonce> nonce, Optional<RefreshToken> refreshToken) {
        AccessToken issued = tokens.issue(signIn, scope);
        long lifetime = issued.lifetime().toSeconds();
        BearerAccessToken accessToken = new BearerAccessToken(issued.value(), lifetime, scope);
        Map<String, Object> more = membersOfAzure(signIn, lifetime);
        scopes.serviceOf(scope).ifPresent(service -> more.put("resource", service.resource()));
        refreshToken.ifPresent(token -> more.put("refresh_token_expires_in", RefreshTokens.LIFETIME.toSeconds()));
        if (!scope.contains(OIDCScopeValue.OPENID)) {
            return new AccessTokenResponse(new Tokens(accessToken, refreshToken.orElse(null)), more).toJSONObject();
        }
        more.put("id_token_expires_in", lifetime);
        String idToken = idTokens.sign(signIn, nonce, issued.lifetime());
        OIDCTokens all = new OIDCTokens(idToken, accessToken, refreshToken.orElse(null));
        return new OIDCTokenResponse(all, more).toJSONObject();
    }

    private Map<String, Object> membersOfAzure(SignIn signIn, long lifetime) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> more = new LinkedHashMap<>();
        // Also here: Nimbus leaves a lifetime of 0 out.
        more.put("expires_in", lifetime);
        more.put("ext_expires_in", lifetime);
        refreshIn.ifPresent(duration -> more.put("refresh_in", duration.toSeconds()));
        more.put("not_before", now);
        more.put("expires_on", now + lifetime);
        more.put("profile_info", profile(signIn));
        return more;
    }

    private static String profile(SignIn signIn) {
        Map<String, Object> profile = new LinkedHashMap<>();
        profile.put("ver", "1.0");
        profile.put("sub", IdTokens.subject(signIn.user()));
        profile.put("name", signIn.user());
        profile.put("preferred_username", signIn.user());
        return Base64URL.encode(JSONObjectUtils.toJSONString(profile)).toString();
    }
}
