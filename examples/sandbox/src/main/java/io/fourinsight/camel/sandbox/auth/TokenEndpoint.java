package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The token endpoint: knows who asks, and leaves it to the grant what they get. */
final class TokenEndpoint implements Service {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssX").withZone(ZoneOffset.UTC);

    private final ClientRegistry clients;
    private final ClientAuthenticator authenticator;
    private final Map<GrantType, Grant> grants;
    private final Clock clock;

    TokenEndpoint(
            ClientRegistry clients, ClientAuthenticator authenticator, Map<GrantType, Grant> grants, Clock clock) {
        this.clients = clients;
        this.authenticator = authenticator;
        this.grants = Map.copyOf(grants);
        this.clock = clock;
    }

    @Override
    public Response answer(Request request) {
        try {
            HTTPRequest http = post(request);
            TokenRequest tokenRequest = parse(http);
            String clientId = authenticator.authenticate(tokenRequest, http);
            Grant grant = grant(tokenRequest.getAuthorizationGrant().getType(), clientId);
            return uncached(Response.json(200, grant.redeem(tokenRequest, clientId)));
        } catch (TokenRefusal e) {
            return refuse(e, request);
        }
    }

    private static HTTPRequest post(Request request) {
        if (!request.method().equals("POST")) {
            throw new TokenRefusal(TokenError.NOT_A_POST, request.method());
        }
        return NimbusRequests.post(request);
    }

    private static TokenRequest parse(HTTPRequest http) {
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

    private Grant grant(GrantType type, String clientId) {
        Grant grant = grants.get(type);
        if (grant == null) {
            throw new TokenRefusal(TokenError.UNSUPPORTED_GRANT, type.getValue());
        }
        boolean registered = clients.find(clientId)
                .map(client -> client.grants().contains(type))
                .orElse(false);
        if (!registered) {
            throw new TokenRefusal(TokenError.GRANT_OF_OTHERS, type.getValue(), clientId);
        }
        return grant;
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
