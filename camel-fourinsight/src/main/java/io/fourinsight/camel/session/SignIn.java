package io.fourinsight.camel.session;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Signs a user in and stores what comes for it, for the sessions of the same identity, here and in other processes.
 *
 * <p>For a person who is present: a route never does it while it processes. Made by {@link SessionFactory#signIn}.
 * Whoever signed in is shown before anything is stored, so that nobody takes over the session of another by mistake.
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
        GrantAnswer send() throws TokenFetchException;
    }

    SignIn(
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
            throw UserTokenCheck.other(
                    "of another token URL, on " + stored.get().tokenUrl().getHost());
        }
    }

    private Optional<SignedIn> complete(
            URI tokenUrl, Optional<String> nonce, Exchange exchange, Predicate<SignedIn> confirm)
            throws TokenFetchException {
        Instant sentAt = clock.instant();
        GrantAnswer answer = exchange.send();
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
        store.exclusively(entry -> {
            entry.write(tokens);
            return null;
        });
        return Optional.of(signedIn);
    }

    private SessionException failed(TokenFetchException failure) {
        return failure.forSignIn(identity.sessionKey(), clock.instant());
    }

    @Override
    public String toString() {
        return "SignIn[" + identity + "]";
    }
}
