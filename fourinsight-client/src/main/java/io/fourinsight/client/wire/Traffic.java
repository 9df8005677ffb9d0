package io.fourinsight.client.wire;

import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;

/**
 * What passes through an HTTP client of ours, and what the client must therefore not do.
 *
 * <p>A client has the settings of its user, which come from camel-http or from a program. It is hardened after these, so
 * that none of them can undo it.
 */
public enum Traffic {
    /** Requests to a service, with a token. */
    REQUESTS,
    /** Requests to a service whose answers hold secrets. */
    SECRETS,
    /** Requests to token endpoints, with client secrets and refresh tokens. */
    TOKENS,
    /** Requests to blob stores, with a signature instead of a token. */
    BLOBS;

    /**
     * Takes from a client what it does unasked: repeat a POST, follow a redirect with credentials, and mix what different
     * sessions were told in cookies and authentication challenges.
     */
    public void harden(HttpClientBuilder builder) {
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .addExecInterceptorFirst("proxy-hint", new ProxyHint())
                // each kind carries something that a proxy must not read: a token, a secret or a signature
                .addExecInterceptorFirst("direct-to-loopback", new DirectToLoopback());
        if (this == TOKENS) {
            FreshConnections.on(builder);
        }
        if (this == BLOBS) {
            // day files are compared with their MD5 as they were stored
            builder.setRequestExecutor(new SignedRequestExecutor()).disableContentCompression();
        }
    }

    /** A pool whose connections write no wire log, to be completed with sizes, time-outs and TLS. */
    public static PoolingHttpClientConnectionManagerBuilder quietPool() {
        return PoolingHttpClientConnectionManagerBuilder.create().setConnectionFactory(QuietConnection.FACTORY);
    }
}
