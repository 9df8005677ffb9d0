package io.fourinsight.client.session.oauth;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.token.TokenFetchException;
import io.fourinsight.client.session.token.TokenGrant;
import io.fourinsight.client.testing.TokenServer;
import io.fourinsight.client.wire.Traffic;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** A token endpoint whose server answers what a test says, asked over a client as the product has it. */
final class TokenEndpointFixture implements AutoCloseable {
    static final ClientCredentials CREDENTIALS = new ClientCredentials("my-client", Secret.of("s3cr&t +%"));
    static final String SCOPE = "https://4subseaid.example/4insight-api-prod/.default";

    final TokenServer server;
    final CloseableHttpClient client;
    final TokenEndpoint endpoint;

    TokenEndpointFixture() throws IOException {
        server = new TokenServer();
        HttpClientBuilder builder = HttpClientBuilder.create();
        Traffic.TOKENS.harden(builder);
        client = builder.build();
        endpoint = new TokenEndpoint(client, Duration.ofSeconds(20));
    }

    TokenGrant fetch(ClientCredentials credentials) throws TokenFetchException {
        return endpoint.clientCredentials(server.url(), SCOPE, credentials);
    }

    TokenFetchException failure() {
        return failure(endpoint, server.url());
    }

    static TokenFetchException failure(TokenEndpoint endpoint, URI url) {
        return catchThrowableOfType(
                TokenFetchException.class, () -> endpoint.clientCredentials(url, SCOPE, CREDENTIALS));
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
