package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The authorization endpoint: has the user sign in, and sends the browser back to the client with a code. */
final class AuthorizeEndpoint implements Service {

    private static final Page REFUSAL = Page.load("refusal.html");

    private final AuthorizationRequests requests;
    private final SignInForm form;
    private final AuthorizationCodes codes;
    private final Issuer issuer;
    private final Clock clock;

    AuthorizeEndpoint(
            AuthorizationRequests requests, SignInForm form, AuthorizationCodes codes, URI issuer, Clock clock) {
        this.requests = requests;
        this.form = form;
        this.codes = codes;
        this.issuer = new Issuer(issuer);
        this.clock = clock;
    }

    @Override
    public Response answer(Request request) {
        URI redirectUri;
        try {
            redirectUri = requests.redirectUri(request);
        } catch (GeneralException e) {
            // RFC 6749, 4.1.2.1: a browser that is sent to an address that nobody vouches for may be sent to an
            // attacker.
            return REFUSAL.answer(400, Map.of("reason", e.getMessage()));
        }
        try {
            AuthorizationRequest authorization = requests.parse(request);
            if (form.isCancelled(request)) {
                throw new GeneralException(OAuth2Error.ACCESS_DENIED.setDescription("The user has cancelled."));
            }
            return form.user(request)
                    .map(user -> sendBack(success(authorization, redirectUri, user)))
                    .orElseGet(
                            () -> form.page(request, authorization.getClientID().getValue(), true));
        } catch (GeneralException e) {
            ErrorObject error = Optional.ofNullable(e.getErrorObject()).orElse(OAuth2Error.INVALID_REQUEST);
            State state = AuthorizationRequests.state(request);
            return sendBack(new AuthorizationErrorResponse(redirectUri, error, state, issuer, ResponseMode.QUERY));
        }
    }

    private AuthorizationResponse success(AuthorizationRequest request, URI redirectUri, String user) {
        SignIn signIn = new SignIn(user, request.getClientID().getValue(), request.getScope(), clock.instant());
        Optional<Nonce> nonce = AuthorizationRequests.nonce(request);
        AuthorizationCode code =
                codes.issue(signIn, redirectUri, new CodeProof(Optional.ofNullable(request.getCodeChallenge()), nonce));
        return new AuthorizationSuccessResponse(
                redirectUri, code, null, request.getState(), issuer, ResponseMode.QUERY);
    }

    /** With 303, after which a browser sends no form again: the password stays here. */
    private static Response sendBack(AuthorizationResponse response) {
        return Response.of(303)
                .header("Location", response.toURI().toString())
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer");
    }
}
