package io.fourinsight.client.session.signin;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import io.fourinsight.client.session.oauth.OpenIdProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * One request for an authorization code, with the three secrets that tie its answer to it: state, nonce and code
 * verifier (OpenID Connect Core section 3.1.2.1, RFC 7636).
 */
public final class AuthorizationCodeRequest {
    private final OpenIdProvider provider;
    private final URI uri;
    private final State state;
    private final Nonce nonce;
    private final CodeVerifier verifier;

    private AuthorizationCodeRequest(
            OpenIdProvider provider, URI uri, State state, Nonce nonce, CodeVerifier verifier) {
        this.provider = provider;
        this.uri = uri;
        this.state = state;
        this.nonce = nonce;
        this.verifier = verifier;
    }

    public static AuthorizationCodeRequest to(OpenIdProvider provider, String clientId, String scope, URI redirectUri) {
        Scope scopes = Scope.parse(scope);
        scopes.add(OIDCScopeValue.OPENID);
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        URI uri = new AuthenticationRequest.Builder(ResponseType.CODE, scopes, new ClientID(clientId), redirectUri)
                .endpointURI(provider.authorizationEndpoint())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new AuthorizationCodeRequest(provider, uri, state, nonce, verifier);
    }

    /** The page to open. */
    public URI uri() {
        return uri;
    }

    String nonce() {
        return nonce.getValue();
    }

    CodeVerifier verifier() {
        return verifier;
    }

    /** Whether an answer is to this request, and from the provider that was asked (RFC 9207 section 2.4). */
    boolean isAnsweredBy(@Nullable String answeredState, @Nullable String answeredIssuer) {
        boolean sameState = answeredState != null
                && MessageDigest.isEqual(
                        answeredState.getBytes(StandardCharsets.UTF_8),
                        state.getValue().getBytes(StandardCharsets.UTF_8));
        boolean sameIssuer =
                answeredIssuer == null ? !provider.namesItself() : answeredIssuer.equals(provider.issuer());
        return sameState && sameIssuer;
    }

    @Override
    public String toString() {
        return "AuthorizationCodeRequest[to " + provider.authorizationEndpoint().getHost() + "]";
    }
}
