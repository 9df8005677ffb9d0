package io.fourinsight.camel.session;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * Asks an OAuth 2.0 token endpoint (RFC 6749 section 3.2): Nimbus writes and reads the messages, HttpClient 5 carries
 * them.
 *
 * <p>One call is one POST, see {@link MessageSender}.
 */
public final class TokenEndpoint {
    private final MessageSender sender;

    /**
     * @param client prepared by {@link #harden} and {@link #keepFromProxies}, with the TLS and proxy settings of the user
     * @param timeout for one request and its whole answer, however slowly it trickles in
     * @param deadline stays the caller's to close
     */
    public TokenEndpoint(HttpClient client, Duration timeout, Deadline deadline) {
        this.sender = new MessageSender(client, timeout, deadline);
    }

    /** As above, with a deadline of its own; it keeps no thread while idle, so there is nothing to close. */
    public TokenEndpoint(HttpClient client, Duration timeout) {
        this(client, timeout, new Deadline());
    }

    /**
     * Takes from a client what it does unasked: repeat a POST, follow a redirect with credentials, and mix what
     * different sessions were told in cookies and authentication challenges.
     */
    public static void harden(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching();
    }

    /** Lets no proxy read what goes unencrypted to this machine, as in tests: secrets, codes and refresh tokens. */
    public static void keepFromProxies(HttpClientBuilder builder) {
        builder.addExecInterceptorFirst("direct-to-loopback", new DirectToLoopback());
    }

    /** How long a request may take. */
    Duration timeout() {
        return sender.timeout();
    }

    /** For other documents of the same server. */
    MessageSender sender() {
        return sender;
    }

    /** Client credentials grant (RFC 6749 section 4.4). */
    TokenGrant clientCredentials(URI tokenUrl, String scope, ClientCredentials credentials) throws TokenFetchException {
        HTTPRequest request = new TokenRequest.Builder(
                        tokenUrl, authentication(credentials), new ClientCredentialsGrant())
                .scope(Scope.parse(scope))
                .build()
                .toHTTPRequest();
        TokenAnswer answer = TokenAnswer.toClient(tokenUrl.getRawAuthority(), credentials.clientId());
        return answer.grant(sender.send(request, tokenUrl.getRawAuthority()));
    }

    /** Refresh token grant (RFC 6749 section 6); the scope stays what it was. */
    GrantAnswer refresh(URI tokenUrl, Secret refreshToken, ClientCredentials credentials) throws TokenFetchException {
        AuthorizationGrant grant = new RefreshTokenGrant(new RefreshToken(refreshToken.value()));
        return userGrant(tokenUrl, credentials, request(tokenUrl, credentials, grant));
    }

    /** Authorization code grant (RFC 6749 section 4.1.3) with a code verifier (RFC 7636 section 4.5). */
    GrantAnswer code(URI tokenUrl, Secret code, URI redirectUri, CodeVerifier verifier, ClientCredentials credentials)
            throws TokenFetchException {
        AuthorizationGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code.value()), redirectUri, verifier);
        return userGrant(tokenUrl, credentials, request(tokenUrl, credentials, grant));
    }

    /**
     * Authorization code grant as 4Insight's page has it: neither redirect URI nor verifier nor client id in the form,
     * and the secret, if there is one, as basic authentication without the form-encoding of RFC 6749 section 2.3.1,
     * which is how the Python package sends it and all that the service is known to accept.
     */
    GrantAnswer pastedCode(URI tokenUrl, Secret code, ClientCredentials credentials) throws TokenFetchException {
        AuthorizationGrant grant = new AuthorizationCodeGrant(new AuthorizationCode(code.value()), null);
        HTTPRequest request;
        if (credentials.isPublic()) {
            request = request(tokenUrl, credentials, grant);
        } else {
            request = new TokenRequest.Builder(tokenUrl, basic(credentials), grant)
                    .build()
                    .toHTTPRequest();
            String pair =
                    credentials.clientId() + ":" + credentials.clientSecret().value();
            request.setAuthorization(
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return userGrant(tokenUrl, credentials, request);
    }

    private GrantAnswer userGrant(URI tokenUrl, ClientCredentials credentials, HTTPRequest request)
            throws TokenFetchException {
        TokenAnswer answer = TokenAnswer.toUser(tokenUrl.getRawAuthority(), credentials.clientId());
        return answer.wholeGrant(sender.send(request, tokenUrl.getRawAuthority()));
    }

    /** Names the client in the form also when its secret is in a header: some servers want that. */
    private static HTTPRequest request(URI tokenUrl, ClientCredentials credentials, AuthorizationGrant grant) {
        ClientID id = new ClientID(credentials.clientId());
        if (credentials.isPublic()) {
            return new TokenRequest.Builder(tokenUrl, id, grant).build().toHTTPRequest();
        }
        TokenRequest.Builder request = new TokenRequest.Builder(tokenUrl, authentication(credentials), grant);
        if (credentials.method() == ClientAuthenticationMethod.BASIC) {
            request.customParameter("client_id", id.getValue());
        }
        return request.build().toHTTPRequest();
    }

    private static ClientAuthentication authentication(ClientCredentials credentials) {
        return switch (credentials.method()) {
            case POST -> new ClientSecretPost(new ClientID(credentials.clientId()), secret(credentials));
            case BASIC -> basic(credentials);
        };
    }

    private static ClientSecretBasic basic(ClientCredentials credentials) {
        return new ClientSecretBasic(new ClientID(credentials.clientId()), secret(credentials));
    }

    private static com.nimbusds.oauth2.sdk.auth.Secret secret(ClientCredentials credentials) {
        return new com.nimbusds.oauth2.sdk.auth.Secret(
                credentials.clientSecret().value());
    }
}
