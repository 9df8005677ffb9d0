package io.fourinsight.client.session.oauth;

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
import io.fourinsight.client.base.Deadline;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientAuthenticationMethod;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.session.token.TokenGrant;
import io.fourinsight.client.wire.Traffic;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.classic.HttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an OAuth 2.0 token endpoint (RFC 6749 section 3.2): Nimbus writes and reads the messages, HttpClient 5 carries
 * them.
 *
 * <p>One call is one POST, see {@link MessageSender}.
 */
public final class TokenEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);

    private final MessageSender sender;
    private final Set<String> typeless = ConcurrentHashMap.newKeySet(); // those that were warned of

    /**
     * @param client hardened for {@link Traffic#TOKENS}, with the TLS and proxy settings of the user
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

    /** How long a request may take. */
    public Duration timeout() {
        return sender.timeout();
    }

    /** For other documents of the same server. */
    public MessageSender sender() {
        return sender;
    }

    /** Client credentials grant (RFC 6749 section 4.4). */
    public TokenGrant clientCredentials(URI tokenUrl, String scope, ClientCredentials credentials)
            throws TokenFetchException {
        HTTPRequest request = new TokenRequest.Builder(
                        tokenUrl, authentication(credentials), new ClientCredentialsGrant())
                .scope(Scope.parse(scope))
                .build()
                .toHTTPRequest();
        String endpoint = tokenUrl.getRawAuthority();
        TokenAnswer answer = TokenAnswer.toClient(endpoint, credentials.clientId(), () -> warnTypeless(endpoint));
        return answer.grant(sender.send(request, endpoint));
    }

    /** Refresh token grant (RFC 6749 section 6); the scope stays what it was. */
    public TokenGrant.OfUser refresh(URI tokenUrl, Secret refreshToken, ClientCredentials credentials)
            throws TokenFetchException {
        AuthorizationGrant grant = new RefreshTokenGrant(new RefreshToken(refreshToken.value()));
        return userGrant(tokenUrl, credentials, request(tokenUrl, credentials, grant));
    }

    /** Authorization code grant (RFC 6749 section 4.1.3) with a code verifier (RFC 7636 section 4.5). */
    public TokenGrant.OfUser code(
            URI tokenUrl, Secret code, URI redirectUri, CodeVerifier verifier, ClientCredentials credentials)
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
    public TokenGrant.OfUser pastedCode(URI tokenUrl, Secret code, ClientCredentials credentials)
            throws TokenFetchException {
        AuthorizationGrant grant = new AuthorizationCodeGrant(new AuthorizationCode(code.value()), null);
        HTTPRequest request;
        if (credentials.isPublic()) {
            request = request(tokenUrl, credentials, grant);
        } else {
            request = new TokenRequest.Builder(tokenUrl, basic(credentials), grant)
                    .build()
                    .toHTTPRequest();
            String pair = credentials.clientId() + ":" + secret(credentials).getValue();
            request.setAuthorization(
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return userGrant(tokenUrl, credentials, request);
    }

    private TokenGrant.OfUser userGrant(URI tokenUrl, ClientCredentials credentials, HTTPRequest request)
            throws TokenFetchException {
        String endpoint = tokenUrl.getRawAuthority();
        TokenAnswer answer = TokenAnswer.toUser(endpoint, credentials.clientId(), () -> warnTypeless(endpoint));
        return answer.wholeGrant(sender.send(request, endpoint));
    }

    /** Once for each endpoint. */
    private void warnTypeless(String endpoint) {
        if (typeless.add(endpoint)) {
            LOG.warn("{} gives tokens without a token_type; they are taken for bearer tokens", endpoint);
        }
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
        return switch (Objects.requireNonNull(credentials.method(), "method")) {
            case POST -> new ClientSecretPost(new ClientID(credentials.clientId()), secret(credentials));
            case BASIC -> basic(credentials);
        };
    }

    private static ClientSecretBasic basic(ClientCredentials credentials) {
        return new ClientSecretBasic(new ClientID(credentials.clientId()), secret(credentials));
    }

    private static com.nimbusds.oauth2.sdk.auth.Secret secret(ClientCredentials credentials) {
        return new com.nimbusds.oauth2.sdk.auth.Secret(
                Objects.requireNonNull(credentials.clientSecret(), "clientSecret")
                        .value());
    }
}
