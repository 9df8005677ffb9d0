package io.fourinsight.camel.session;

import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks an OAuth 2.0 token endpoint (RFC 6749 section 3.2): Nimbus writes and reads the messages, HttpClient 5 carries
 * them.
 *
 * <p>One call is one POST. Nimbus' own transport is not used, because {@code HttpURLConnection} silently sends a POST a
 * second time when the connection drops; what was spent once, such as a refresh token, must not be sent twice.
 */
public final class TokenEndpoint {
    private static final int MOST_BYTES = 1 << 20;

    private final HttpClient client;
    private final Timeout timeout;
    private final Deadline deadline;

    /**
     * @param client prepared by {@link #harden}, with the TLS and proxy settings of the user
     * @param timeout for one request and its whole answer, however slowly it trickles in
     * @param deadline stays the caller's to close
     */
    public TokenEndpoint(HttpClient client, Duration timeout, Deadline deadline) {
        this.client = client;
        this.timeout = Timeout.of(timeout);
        this.deadline = deadline;
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

    /** How long a request may take. */
    Duration timeout() {
        return timeout.toDuration();
    }

    /** Client credentials grant (RFC 6749 section 4.4). */
    TokenGrant clientCredentials(URI tokenUrl, String scope, ClientCredentials credentials) throws TokenFetchException {
        TokenRequest request = new TokenRequest.Builder(
                        tokenUrl, authentication(credentials), new ClientCredentialsGrant())
                .scope(Scope.parse(scope))
                .build();
        String endpoint = tokenUrl.getRawAuthority();
        return new TokenAnswer(endpoint, credentials.clientId()).grant(send(request, endpoint));
    }

    private static ClientAuthentication authentication(ClientCredentials credentials) {
        ClientID id = new ClientID(credentials.clientId());
        var secret = new com.nimbusds.oauth2.sdk.auth.Secret(
                credentials.clientSecret().value());
        return switch (credentials.method()) {
            case POST -> new ClientSecretPost(id, secret);
            case BASIC -> new ClientSecretBasic(id, secret);
        };
    }

    private HTTPResponse send(TokenRequest request, String endpoint) throws TokenFetchException {
        HttpPost post = new HttpPost(request.getEndpointURI());
        try (DeadlineWatch watch = deadline.start(timeout.toDuration(), post::cancel)) {
            try {
                return request.toHTTPRequest().send(message -> exchange(message, post));
            } catch (ClientProtocolException | MalformedChunkCodingException e) {
                // not chained: these quote what was received
                throw TokenFetchException.unavailable("invalid_response", endpoint + " did not answer in HTTP");
            } catch (IOException e) {
                if (watch.expired() || e instanceof InterruptedIOException) {
                    throw TokenFetchException.unavailable(
                            "timeout", endpoint + " gave no complete answer within " + timeout, e);
                }
                throw TokenFetchException.unavailable(
                        "connection_failed", endpoint + " cannot be reached or broke off: " + e, e);
            }
        }
    }

    private HTTPResponse exchange(ReadOnlyHTTPRequest message, HttpPost post) throws IOException {
        message.getHeaderMap()
                .forEach((name, values) -> values.forEach(value -> {
                    if (name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)) {
                        post.addHeader(new AuthorizationHeader(value));
                    } else if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) { // the entity has it
                        post.addHeader(name, value);
                    }
                }));
        post.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
        post.setEntity(new StringEntity(
                message.getBody(), ContentType.APPLICATION_FORM_URLENCODED.withCharset(StandardCharsets.UTF_8)));
        post.setConfig(config());
        // a context of its own: nothing is remembered from one request to the next
        return client.execute(post, HttpClientContext.create(), TokenEndpoint::read);
    }

    @SuppressWarnings("deprecation") // the newer way to set the connect time-out is on the client, which is not ours
    private RequestConfig config() {
        RequestConfig.Builder config =
                client instanceof Configurable own ? RequestConfig.copy(own.getConfig()) : RequestConfig.custom();
        return config.setConnectionRequestTimeout(timeout)
                .setConnectTimeout(timeout)
                .setResponseTimeout(timeout)
                .setRedirectsEnabled(false)
                .build();
    }

    private static HTTPResponse read(ClassicHttpResponse answer) throws IOException {
        HTTPResponse response = new HTTPResponse(answer.getCode());
        if (answer.getFirstHeader(HttpHeaders.RETRY_AFTER) != null) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER,
                    answer.getFirstHeader(HttpHeaders.RETRY_AFTER).getValue());
        }
        if (answer.getEntity() != null) {
            InputStream body = answer.getEntity().getContent();
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                // an exception makes the client close the connection; it does not read on to the end
                throw new ClientProtocolException("More than " + MOST_BYTES + " bytes");
            }
            response.setBody(new String(bytes, StandardCharsets.UTF_8));
        }
        return response;
    }
}
