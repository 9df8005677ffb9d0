package io.fourinsight.camel.login;

import io.fourinsight.camel.rest.QuietConnection;
import io.fourinsight.camel.session.TokenEndpoint;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;

/** The way to token endpoints: with the proxy and TLS settings of the JVM, and nothing logged. */
final class TokenClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final CloseableHttpClient client;

    TokenClient() {
        HttpClientBuilder builder = HttpClientBuilder.create()
                .useSystemProperties()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .useSystemProperties()
                        .setConnectionFactory(QuietConnection.FACTORY)
                        .build());
        TokenEndpoint.harden(builder);
        TokenEndpoint.keepFromProxies(builder);
        client = builder.build();
    }

    TokenEndpoint endpoint() {
        return new TokenEndpoint(client, TIMEOUT);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
