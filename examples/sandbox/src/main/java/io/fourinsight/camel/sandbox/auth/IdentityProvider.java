package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.GrantType;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The identity provider: puts its endpoints together, and has the switches for what they share. */
public final class IdentityProvider {

    /** The client that users sign in with: keeps a secret, and is the one of 4Insight's own sign-in pages. */
    public static final String USER_CLIENT_ID = "sandbox-user-client";

    public static final String USER_CLIENT_SECRET = "sandbox-user-secret";

    /** A client without a secret, which must use PKCE. */
    public static final String NATIVE_CLIENT_ID = "sandbox-native";

    private final ClientRegistry clients;
    private final TokenStore tokens;
    private final RefreshTokens refreshTokens;
    private final Callers callers;
    private final Map<String, Service> services;

    public IdentityProvider(
            Endpoints endpoints, ServiceScopes api, ServiceScopes reservoir, IdentitySettings settings) {
        Clock clock = settings.clock();
        List<ServiceScopes> protectedServices = List.of(api, reservoir);
        UserScopes userScopes = new UserScopes(protectedServices);
        clients = new ClientRegistry(settings.applications());
        clients.put(USER_CLIENT_ID, Registration.ofUsers(Optional.of(USER_CLIENT_SECRET)));
        clients.put(NATIVE_CLIENT_ID, Registration.ofUsers(Optional.empty()));
        tokens = new TokenStore(clock, settings.tokenLifetime());
        refreshTokens = new RefreshTokens(clock);
        callers = new Callers(tokens, refreshTokens);
        AuthorizationCodes codes = new AuthorizationCodes(clock);
        IdTokens idTokens = new IdTokens(endpoints.issuer(), clock);
        UserTokens userTokens = new UserTokens(tokens, idTokens, userScopes, settings.refreshIn(), clock);
        Map<GrantType, Grant> grants = Map.of(
                GrantType.CLIENT_CREDENTIALS, new ClientCredentials(tokens, protectedServices, settings.refreshIn()),
                GrantType.AUTHORIZATION_CODE, new CodeGrant(codes, refreshTokens, userTokens),
                GrantType.REFRESH_TOKEN, new RefreshGrant(refreshTokens, userTokens));
        SignInForm form = new SignInForm(new Users(settings.users()));
        AuthorizationRequests requests = new AuthorizationRequests(clients, userScopes);
        services = Map.of(
                Endpoints.TOKEN,
                new TokenEndpoint(clients, new ClientAuthenticator(clients, refreshTokens), grants, clock),
                Endpoints.AUTHORIZE,
                new AuthorizeEndpoint(requests, form, codes, endpoints.issuer(), clock),
                Endpoints.DISCOVERY,
                new Discovery(endpoints, userScopes),
                Endpoints.KEYS,
                request -> Response.json(200, idTokens.keys().toJSONObject()),
                Endpoints.API_AUTHORITY,
                new PastePage(form, codes, api, endpoints.userToken(), clock),
                Endpoints.RESERVOIR_AUTHORITY,
                new PastePage(form, codes, reservoir, endpoints.userToken(), clock));
    }

    /** The endpoints, by path. */
    public Map<String, Service> services() {
        return services;
    }

    /** Lets only requests with a valid token for it through to a service. */
    public Service guard(ServiceScopes scopes, Service service) {
        return new BearerGuard(callers, scopes, service);
    }

    public Callers callers() {
        return callers;
    }

    /** Adds an application, or gives a known client another secret. */
    public void addClient(String id, String secret) {
        clients.put(id, secret);
    }

    /** Sets the lifetime of the access tokens issued from now on. */
    public void tokenLifetime(Duration lifetime) {
        tokens.lifetime(lifetime);
    }

    /** Makes every access token issued so far invalid. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    /** Makes every refresh token issued so far invalid. */
    public void revokeRefreshTokens() {
        refreshTokens.revokeAll();
    }

    public void rotateRefreshTokens(boolean rotate) {
        refreshTokens.rotate(rotate);
    }

    /** How often a refresh token was used that had been spent before. */
    public long refreshTokenReuses() {
        return refreshTokens.reuses();
    }
}
