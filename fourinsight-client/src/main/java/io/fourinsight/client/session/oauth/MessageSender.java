package io.fourinsight.client.session.oauth;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import io.fourinsight.client.base.Deadline;
import io.fourinsight.client.base.DeadlineWatch;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.wire.AuthorizationHeader;
import io.fourinsight.client.wire.OversizedHeadException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Carries Nimbus' messages through HttpClient 5, each once.
 *
 * <p>Nimbus' own transport is not used, because {@code HttpURLConnection} silently sends a POST a second time when the
 * connection drops; what was spent once, such as a refresh token, must not be sent twice.
 */
final class MessageSender {
    private static final int MOST_BYTES = 1 << 20;
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final HttpClient client;
    private final Timeout timeout;
    private final Deadline deadline;

    /** See {@link TokenEndpoint}. */
    MessageSender(HttpClient client, Duration timeout, Deadline deadline) {
        this.client = client;
        this.timeout = Timeout.of(timeout);
        this.deadline = deadline;
    }

    Duration timeout() {
        return timeout.toDuration();
    }

    /**
     * @param endpoint host and port, for messages
     * @throws TokenFetchException that knows whether the body may have left this process
     */
    HTTPResponse send(HTTPRequest request, String endpoint) throws TokenFetchException {
        HttpUriRequestBase message = new HttpUriRequestBase(request.getMethod().name(), request.getURI());
        Body body = request.getBody() == null ? null : new Body(request.getBody());
        try {
            return send(request, message, body, endpoint);
        } catch (TokenFetchException e) {
            throw unused(body) ? e.withGrantUnused() : e;
        } catch (IllegalStateException | RejectedExecutionException e) {
            // how a closed client and a closed deadline say so
            TokenFetchException closed = TokenFetchException.unavailable("closed", "the HTTP client is closed", e);
            throw unused(body) ? closed.withGrantUnused() : closed;
        }
    }

    private static boolean unused(@Nullable Body body) {
        return body != null && !body.mayHaveLeft;
    }

    private HTTPResponse send(HTTPRequest request, HttpUriRequestBase message, @Nullable Body body, String endpoint)
            throws TokenFetchException {
        // a context of its own: nothing is remembered from one request to the next
        HttpClientContext context = HttpClientContext.create();
        try (DeadlineWatch watch = deadline.start(timeout.toDuration(), message::cancel)) {
            try {
                HTTPResponse answer = request.send(headers -> exchange(headers, message, body, context));
                int status = answer.getStatusCode();
                if (context.getRequest() == null && status != HttpStatus.SC_OK) { // it was not made: there is no tunnel
                    throw withoutTunnel(status, endpoint);
                }
                return answer;
            } catch (SSLHandshakeException e) {
                // with TLS 1.3 it may come after the body was sent: but no server reads what an unproven client sends
                throw TokenFetchException.unavailable(
                                "connection_failed", "no TLS connection can be made to " + endpoint + ": " + e, e)
                        .passing()
                        .withGrantUnused();
            } catch (ClientProtocolException | MalformedChunkCodingException e) {
                // not chained: these quote what was received
                throw TokenFetchException.unavailable("invalid_response", endpoint + " did not answer in HTTP");
            } catch (OversizedHeadException e) {
                throw TokenFetchException.unavailable("invalid_response", endpoint + ": " + e.getMessage(), e);
            } catch (IOException e) {
                if (watch.expired() || e instanceof InterruptedIOException) {
                    throw TokenFetchException.unavailable(
                                    "timeout", endpoint + " gave no complete answer within " + timeout, e)
                            .passing();
                }
                throw TokenFetchException.unavailable(
                                "connection_failed", endpoint + " cannot be reached or broke off: " + e, e)
                        .passing();
            }
        }
    }

    /** What a proxy answered in the endpoint's place. */
    private static TokenFetchException withoutTunnel(int status, String endpoint) {
        boolean passes = status == 429 || status >= 500;
        String advice = status == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED
                ? "; check the user and the password for the proxy"
                : "; check that the proxy lets this machine through to it";
        TokenFetchException refused = TokenFetchException.unavailable(
                        "http_" + status,
                        "the proxy on the way to " + endpoint + " answered " + status + (passes ? "" : advice))
                .withGrantUnused();
        return passes ? refused.passing() : refused.byStatus();
    }

    private HTTPResponse exchange(
            ReadOnlyHTTPRequest request, HttpUriRequestBase message, @Nullable Body body, HttpClientContext context)
            throws IOException {
        request.getHeaderMap()
                .forEach((name, values) -> values.forEach(value -> {
                    if (name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION)) {
                        message.addHeader(new AuthorizationHeader(value));
                    } else if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) { // the entity has it
                        message.addHeader(name, value);
                    }
                }));
        message.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
        message.setEntity(body);
        message.setConfig(config());
        return client.execute(message, context, MessageSender::read);
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
            response.setBody(text(bytes));
        }
        return response;
    }

    /** UTF-8, as JSON is between systems (RFC 8259 section 8.1), unless a byte order mark, which is dropped, says more. */
    private static String text(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        boolean wide = first == 0xfeff || first == 0xfffe;
        String text = new String(bytes, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /**
     * A form that knows whether its last byte may have left. It holds what the request spends. As long as that byte did
     * not leave, because the connection was refused or reset, the name is unknown, or the handshake failed, nothing is
     * spent: a server does nothing with a form that is not complete.
     */
    private static final class Body extends HttpEntityWrapper {
        private static final ContentType FORM =
                ContentType.create(ContentType.APPLICATION_FORM_URLENCODED.getMimeType());

        private boolean mayHaveLeft; // written and read by the thread that makes the exchange

        Body(String form) {
            // of the media type's own (RFC 6749 appendix B) without a charset, which some servers refuse
            super(new ByteArrayEntity(form.getBytes(StandardCharsets.US_ASCII), FORM));
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            super.writeTo(out);
            out.flush(); // here, so that a failure to send comes before the note
            mayHaveLeft = true;
        }
    }
}
