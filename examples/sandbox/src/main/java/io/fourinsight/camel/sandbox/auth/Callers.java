package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import io.fourinsight.camel.sandbox.http.Request;
import java.util.Optional;

/** Tells who sends a request: the owner of its bearer token, or the client that asks for one. */
public final class Callers {

    private static final String BEARER = "Bearer ";

    private final TokenStore tokens;
    private final RefreshTokens refreshTokens;

    Callers(TokenStore tokens, RefreshTokens refreshTokens) {
        this.tokens = tokens;
        this.refreshTokens = refreshTokens;
    }

    /** The owner of the bearer token, if it is one of ours and still valid. */
    Optional<Caller> bearer(Request request) {
        return request.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip())
                .flatMap(tokens::find)
                .map(AccessToken::caller);
    }

    /** The sender of any request, without judging the credentials. */
    public Caller of(Request request) {
        return bearer(request).or(() -> tokenRequest(request)).orElse(Caller.UNKNOWN);
    }

    private Optional<Caller> tokenRequest(Request request) {
        if (!request.method().equals("POST")) {
            return Optional.empty();
        }
        try {
            HTTPRequest http = NimbusRequests.post(request);
            http.ensureEntityContentType(ContentType.APPLICATION_URLENCODED);
            return Optional.ofNullable(ClientAuthentication.parse(http))
                    .map(authentication -> authentication.getClientID().getValue())
                    .or(() -> Optional.of(NimbusRequests.formValue(http, "client_id")))
                    .filter(clientId -> !clientId.isEmpty())
                    .or(() -> ownerOf(NimbusRequests.formValue(http, "refresh_token")))
                    .map(clientId -> new Caller(clientId, NimbusRequests.formValue(http, "scope")));
        } catch (ParseException e) {
            // Not a token request, or one that the endpoint will refuse with the reason.
            return Optional.empty();
        }
    }

    private Optional<String> ownerOf(String refreshToken) {
        return refreshToken.isEmpty()
                ? Optional.empty()
                : refreshTokens.find(new RefreshToken(refreshToken)).map(SignIn::clientId);
    }
}
