package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The token endpoint: knows who asks, and leaves it to the grant what they get. */
public final class TokenEndpoint implements Service {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssX").withZone(ZoneOffset.UTC);

    private final ClientRegistry clients;
    private final Clock clock;
    private final Map<GrantType, Grant> grants;

    public TokenEndpoint(
            ClientRegistry clients, TokenStore tokens, Set<String> scopes, Optional<Duration> refreshIn, Clock clock) {
        this.clients = clients;
        this.clock = clock;
        this.grants = Map.of(GrantType.CLIENT_CREDENTIALS, new ClientCredentials(tokens, scopes, refreshIn));
    }

    @Override
    public Response answer(Request request) {
        try {
            TokenRequest tokenRequest = parse(request);
            String clientId = authenticate(tokenRequest);
            GrantType type = tokenRequest.getAuthorizationGrant().getType();
            Grant grant = grants.get(type);
            if (grant == null) {
                throw new TokenRefusal(TokenError.UNSUPPORTED_GRANT, type.getValue());
            }
            return uncached(Response.json(200, grant.redeem(tokenRequest, clientId)));
        } catch (TokenRefusal e) {
            return refuse(e, request);
        }
    }

    private static TokenRequest parse(Request request) {
        if (!request.method().equals("POST")) {
            throw new TokenRefusal(TokenError.NOT_A_POST, request.method());
        }
        HTTPRequest http = NimbusRequests.post(request);
        try {
            return TokenRequest.parse(http);
        } catch (ParseException e) {
            throw translate(e, http);
        }
    }

    private static TokenRefusal translate(ParseException e, HTTPRequest http) {
        ErrorObject error = e.getErrorObject();
        if (OAuth2Error.UNSUPPORTED_GRANT_TYPE.equals(error)) {
            return new TokenRefusal(TokenError.UNSUPPORTED_GRANT, NimbusRequests.formValue(http, "grant_type"));
        }
        if (OAuth2Error.INVALID_CLIENT.equals(error)) {
            return new TokenRefusal(TokenError.MISSING_SECRET);
        }
        return new TokenRefusal(TokenError.MALFORMED, e.getMessage());
    }

    private String authenticate(TokenRequest request) {
        if (!(request.getClientAuthentication() instanceof PlainClientSecret given)) {
            throw new TokenRefusal(TokenError.MISSING_SECRET);
        }
        String id = given.getClientID().getValue();
        if (!clients.knows(id)) {
            throw new TokenRefusal(TokenError.UNKNOWN_CLIENT, id);
        }
        if (!clients.accepts(id, given.getClientSecret().getValue())) {
            throw new TokenRefusal(TokenError.WRONG_SECRET, id);
        }
        return id;
    }

    private Response refuse(TokenRefusal refusal, Request request) {
        TokenError error = refusal.error();
        String trace = UUID.randomUUID().toString();
        String correlation = request.header("client-request-id")
                .orElseGet(() -> UUID.randomUUID().toString());
        String timestamp = TIMESTAMP.format(clock.instant());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("error", error.error());
        answer.put(
                "error_description",
                "%s Trace ID: %s Correlation ID: %s Timestamp: %s"
                        .formatted(refusal.getMessage(), trace, correlation, timestamp));
        answer.put("error_codes", List.of(error.code()));
        answer.put("timestamp", timestamp);
        answer.put("trace_id", trace);
        answer.put("correlation_id", correlation);
        Response response = uncached(Response.json(error.status(), answer));
        // RFC 6749, 5.2: a client that used the header is told which scheme failed.
        boolean challenge =
                error.status() == 401 && request.header("Authorization").isPresent();
        return challenge ? response.header("WWW-Authenticate", "Basic realm=\"sandbox\"") : response;
    }

    private static Response uncached(Response response) {
        return response.header("Cache-Control", "no-store, no-cache").header("Pragma", "no-cache");
    }
}
