package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The client credentials grant: a token of the application itself, for one service. */
final class ClientCredentials implements Grant {

    private final TokenStore tokens;
    private final Set<String> scopes;
    private final Optional<Duration> refreshIn;

    ClientCredentials(TokenStore tokens, List<ServiceScopes> services, Optional<Duration> refreshIn) {
        this.tokens = tokens;
        this.scopes = services.stream().map(ServiceScopes::ofApplications).collect(Collectors.toUnmodifiableSet());
        this.refreshIn = refreshIn;
    }

    @Override
    public Map<String, Object> redeem(TokenRequest request, String clientId) {
        String scope =
                Optional.ofNullable(request.getScope()).map(Scope::toString).orElse("");
        if (!scopes.contains(scope)) {
            throw new TokenRefusal(TokenError.UNKNOWN_SCOPE, scope);
        }
        AccessToken token = tokens.issue(new Caller(clientId, scope));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("token_type", "Bearer");
        answer.put("expires_in", token.lifetime().toSeconds());
        answer.put("ext_expires_in", token.lifetime().toSeconds());
        refreshIn.ifPresent(duration -> answer.put("refresh_in", duration.toSeconds()));
        answer.put("access_token", token.value());
        return answer;
    }
}
