package io.fourinsight.client.session.signin;

import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.oauth.IdToken;
import io.fourinsight.client.session.oauth.OpenIdProvider;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.session.oauth.TokenUrlRule;
import io.fourinsight.client.session.store.StoredTokens;
import io.fourinsight.client.session.store.TokenStore;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.session.token.TokenGrant;
import io.fourinsight.client.session.user.UserTokenFields;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Signs a user in and stores what comes for it, for the sessions of the same identity, here and in other processes.
 *
 * <p>For a person who is present: a route never does it while it processes. Made by {@link SessionFactory#signIn}.
 * The person that signed in is shown before anything is stored, so that nobody takes over another session by mistake.
 */
public final class SignIn {
    private final SessionIdentity identity;
    private final ClientCredentials credentials;
    private final TokenEndpoint endpoint;
    private final TokenStore store;
    private final TokenUrlRule tokenUrls;
    private final Clock clock;

    /** How a code becomes tokens. */
    interface Exchange {
        TokenGrant.OfUser send() throws TokenFetchException;
    }

    public SignIn(
            SessionIdentity identity,
            ClientCredentials credentials,
            TokenEndpoint endpoint,
            TokenStore store,
            TokenUrlRule tokenUrls,
            Clock clock) {
        this.identity = identity;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.store = store;
        this.tokenUrls = tokenUrls;
        this.clock = clock;
    }

    /**
     * 4Insight's own way: with what its page shows.
     *
     * @param confirm is asked before storing; false drops the tokens
     * @return empty if {@code confirm} said no
     * @throws SessionException if the code is refused, the endpoint fails, or the tokens cannot be stored
     * @throws IllegalArgumentException if the endpoint is not allowed
     */
    public Optional<SignedIn> withPastedCode(PastedCode pasted, Predicate<SignedIn> confirm) {
        try {
            requireAllowed(pasted.endpoint());
            return complete(
                    pasted.endpoint(),
                    Optional.empty(),
                    () -> endpoint.pastedCode(pasted.endpoint(), pasted.code(), credentials),
                    confirm);
        } catch (TokenFetchException e) {
            throw failed(e);
        }
    }

    /**
     * The standard way: authorization code with PKCE, in a browser that answers on a loopback port.
     *
     * @param browser opens the page; to show its address as well is a good idea
     * @param confirm is asked before storing; false drops the tokens
     * @return empty if {@code confirm} said no
     * @throws SessionException if the user refuses or takes too long, the provider fails, or the tokens cannot be stored
     * @throws IllegalArgumentException if an endpoint is not allowed
     */
    public Optional<SignedIn> withBrowser(LoopbackSettings settings, Browser browser, Predicate<SignedIn> confirm) {
        try {
            OpenIdProvider provider = OpenIdProvider.discover(settings.issuer(), endpoint.sender());
            requireAllowed(provider.tokenEndpoint());
            try (LoopbackListener listener = LoopbackListener.open(settings.path())) {
                AuthorizationCodeRequest request = AuthorizationCodeRequest.to(
                        provider, credentials.clientId(), settings.scope(), listener.redirectUri());
                Secret code = listener.await(request, settings.timeout(), () -> browser.open(request.uri()));
                return complete(
                        provider.tokenEndpoint(),
                        Optional.of(request.nonce()),
                        () -> endpoint.code(
                                provider.tokenEndpoint(),
                                code,
                                listener.redirectUri(),
                                request.verifier(),
                                credentials),
                        confirm);
            }
        } catch (TokenFetchException e) {
            throw failed(e);
        }
    }

    /** Before the code is sent, for it serves once: the endpoint may have it, and what is stored may be replaced. */
    private void requireAllowed(URI tokenUrl) throws TokenFetchException {
        tokenUrls.check("The token endpoint", tokenUrl);
        Optional<StoredTokens> stored = store.load();
        if (stored.isPresent() && !stored.get().tokenUrl().equals(tokenUrl)) {
            throw TokenFetchException.misconfigured(
                    "other_token_url",
                    "the stored token is of another token URL, "
                            + TokenUrlRule.shown(stored.get().tokenUrl()) + ", than this sign-in, "
                            + TokenUrlRule.shown(tokenUrl)
                            + "; sign out to replace it, or choose another session key to keep both");
        }
    }

    private Optional<SignedIn> complete(
            URI tokenUrl, Optional<String> nonce, Exchange exchange, Predicate<SignedIn> confirm)
            throws TokenFetchException {
        Instant sentAt = clock.instant();
        TokenGrant.OfUser answer = exchange.send();
        Optional<IdToken> idToken = IdToken.in(answer.fields());
        if (nonce.isPresent()
                && idToken.filter(token -> token.hasNonce(nonce.get())).isEmpty()) {
            throw TokenFetchException.loginRequired(
                    "invalid_nonce", tokenUrl.getRawAuthority() + " answered without the ID token that belongs to it");
        }
        StoredTokens tokens = UserTokenFields.signedIn(
                answer, tokenUrl, sentAt.toEpochMilli(), sentAt, idToken.flatMap(IdToken::subject));
        SignedIn signedIn = new SignedIn(
                tokens.subject(), tokens.expiresAt(), tokens.refreshToken().isPresent(), store.place());
        if (!confirm.test(signedIn)) {
            return Optional.empty();
        }
        return Optional.of(store.exclusively(entry -> {
            entry.write(tokens);
            return signedIn;
        }));
    }

    private SessionException failed(TokenFetchException failure) {
        return failure.forSignIn(identity.sessionKey(), clock.instant());
    }

    @Override
    public String toString() {
        return "SignIn[" + identity + "]";
    }
}
