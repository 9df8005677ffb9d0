package io.fourinsight.client.wire;

import java.util.Iterator;
import java.util.Locale;
import org.apache.hc.client5.http.ConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * Gives each exchange a connection of its own.
 *
 * <p>A server closes a connection that is idle without a word. A request that goes into it at that moment gets no answer,
 * and nobody can tell whether the server saw it: what it carries counts as spent. To check the connection before would
 * only make that moment shorter.
 */
final class FreshConnections implements ConnectionReuseStrategy, ConnectionKeepAliveStrategy {

    static void on(HttpClientBuilder builder) {
        FreshConnections fresh = new FreshConnections();
        builder.setConnectionReuseStrategy(fresh)
                .setKeepAliveStrategy(fresh)
                // so that the server does not wait for more
                .addRequestInterceptorLast(
                        (request, entity, context) -> request.setHeader(HttpHeaders.CONNECTION, HeaderElements.CLOSE));
    }

    /** Within an exchange a connection goes on only where a proxy makes it part of its user's proof. */
    @Override
    public boolean keepAlive(HttpRequest request, HttpResponse answer, HttpContext context) {
        return answer.getCode() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED
                && provesTheConnection(answer)
                && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, answer, context);
    }

    private static boolean provesTheConnection(HttpResponse answer) {
        for (Iterator<Header> i = answer.headerIterator(HttpHeaders.PROXY_AUTHENTICATE); i.hasNext(); ) {
            String scheme = i.next().getValue().trim().toLowerCase(Locale.ROOT);
            if (scheme.startsWith("ntlm") || scheme.startsWith("negotiate")) {
                return true;
            }
        }
        return false;
    }

    /** Null, which makes the pool close what it gets back: no length of time is short enough. */
    @Override
    public @Nullable TimeValue getKeepAliveDuration(HttpResponse answer, HttpContext context) {
        return null;
    }
}
