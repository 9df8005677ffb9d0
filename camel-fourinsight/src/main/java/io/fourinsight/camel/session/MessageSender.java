package io.fourinsight.camel.session;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Carries Nimbus' messages through HttpClient 5, each once.
 *
 * <p>Nimbus' own transport is not used, because {@code HttpURLConnection} silently sends a POST a second time when the
 * connection drops; what was spent once, such as a refresh token, must not be sent twice.
 */
final class MessageSender {
    private static final int MOST_BYTES = 1 << 20;

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

    private static boolean unused(Body body) {
        return body != null && !body.mayHaveLeft;
    }

    private HTTPResponse send(HTTPRequest request, HttpUriRequestBase message, Body body, String endpoint)
            throws TokenFetchException {
        try (DeadlineWatch watch = deadline.start(timeout.toDuration(), message::cancel)) {
            try {
                return request.send(headers -> exchange(headers, message, body));
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

    private HTTPResponse exchange(ReadOnlyHTTPRequest request, HttpUriRequestBase message, Body body)
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
        // a context of its own: nothing is remembered from one request to the next
        return client.execute(message, HttpClientContext.create(), MessageSender::read);
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

    /**
     * A form that knows whether somebody began to send it. What is to be spent is in it, so as long as nobody did, the
     * connection was refused, or the name unknown, or the handshake failed, and nothing is spent.
     */
    private static final class Body extends HttpEntityWrapper {
        private boolean mayHaveLeft; // written and read by the thread that makes the exchange

        Body(String form) {
            super(new StringEntity(form, ContentType.APPLICATION_FORM_URLENCODED.withCharset(StandardCharsets.UTF_8)));
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            mayHaveLeft = true;
            super.writeTo(out);
        }
    }
}
