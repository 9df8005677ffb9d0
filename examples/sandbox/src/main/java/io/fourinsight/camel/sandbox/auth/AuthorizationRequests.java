package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCError;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import io.fourinsight.camel.sandbox.http.Request;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads authorization requests, and refuses what is not registered, not supported or not safe. */
final class AuthorizationRequests {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private final ClientRegistry clients;
    private final UserScopes scopes;

    AuthorizationRequests(ClientRegistry clients, UserScopes scopes) {
        this.clients = clients;
        this.scopes = scopes;
    }

    /**
     * Where the answer goes; whatever else is wrong with the request is said there.
     *
     * @throws GeneralException if the client may not be answered there
     */
    URI redirectUri(Request request) throws GeneralException {
        userClient(parameter(request, "client_id"));
        URI uri;
        try {
            uri = URI.create(parameter(request, "redirect_uri"));
        } catch (IllegalArgumentException e) {
            throw new GeneralException("The redirect URI is not a URI.", e);
        }
        // RFC 8252, 7.3: a native application takes the port that is free, and any path with it.
        boolean loopback = "http".equals(uri.getScheme())
                && uri.getHost() != null
                && LOOPBACK.contains(uri.getHost())
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null;
        if (!loopback) {
            throw new GeneralException("The redirect URI is not registered: only loopback addresses are.");
        }
        return uri;
    }

    AuthorizationRequest parse(Request request) throws GeneralException {
        if (!parameter(request, "request").isEmpty()) {
            throw new GeneralException(OAuth2Error.REQUEST_NOT_SUPPORTED);
        }
        if (!parameter(request, "request_uri").isEmpty()) {
            throw new GeneralException(OAuth2Error.REQUEST_URI_NOT_SUPPORTED);
        }
        AuthorizationRequest parsed = parse(URLUtils.parseParameters(request.rawQuery()));
        Registration client = userClient(parsed.getClientID().getValue());
        if (!parsed.getResponseType().equals(ResponseType.CODE)) {
            throw new GeneralException(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE);
        }
        if (parsed.getResponseMode() != null && !parsed.getResponseMode().equals(ResponseMode.QUERY)) {
            throw invalid("The only response mode is query.");
        }
        if (parsed.getScope() == null || !scopes.allow(parsed.getScope())) {
            throw new GeneralException(OAuth2Error.INVALID_SCOPE.setDescription(
                    "The scope must be of %s, and of one service at most.".formatted(scopes.all())));
        }
        checkChallenge(parsed, client);
        if (parsed.getPrompt() != null && parsed.getPrompt().toString().equals("none")) {
            throw new GeneralException(OIDCError.LOGIN_REQUIRED);
        }
        return parsed;
    }

    /** What the client wants to have back, or null. */
    static State state(Request request) {
        return State.parse(parameter(request, "state"));
    }

    static Optional<Nonce> nonce(AuthorizationRequest request) {
        return request instanceof AuthenticationRequest openId
                ? Optional.ofNullable(openId.getNonce())
                : Optional.empty();
    }

    private static AuthorizationRequest parse(Map<String, List<String>> parameters) throws GeneralException {
        try {
            AuthorizationRequest request = AuthorizationRequest.parse(parameters);
            boolean openId = request.getScope() != null && request.getScope().contains(OIDCScopeValue.OPENID);
            return openId ? AuthenticationRequest.parse(parameters) : request;
        } catch (IllegalArgumentException e) {
            // Nimbus quotes what it cannot read, and then finds the quotes to be illegal in a description.
            throw invalid("A parameter of the request is malformed.");
        }
    }

    private static void checkChallenge(AuthorizationRequest request, Registration client) throws GeneralException {
        if (request.getCodeChallenge() == null) {
            if (client.isPublic()) {
                throw invalid("A public client needs a code_challenge.");
            }
        } else if (!CodeChallengeMethod.S256.equals(request.getCodeChallengeMethod())) {
            throw invalid("The only code_challenge_method is S256.");
        }
    }

    private Registration userClient(String id) throws GeneralException {
        return clients.find(id)
                .filter(client -> client.grants().contains(GrantType.AUTHORIZATION_CODE))
                .orElseThrow(() -> new GeneralException("No client that users sign in with has the id '" + id + "'."));
    }

    private static GeneralException invalid(String description) {
        ErrorObject error = OAuth2Error.INVALID_REQUEST.setDescription(description);
        return new GeneralException(error);
    }

    private static String parameter(Request request, String name) {
        String value = MultivaluedMapUtils.getFirstValue(URLUtils.parseParameters(request.rawQuery()), name);
        return value == null ? "" : value;
    }
}
