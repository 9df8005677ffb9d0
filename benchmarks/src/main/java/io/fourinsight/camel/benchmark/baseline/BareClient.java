package io.fourinsight.camel.benchmark.baseline;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * An HttpClient 5 without anything around it, which sends a token that never expires.
 *
 * <p>It waits for an answer only so long, as every program must that nobody watches. The JDK makes two more system calls for
 * that. Without a time-out the client is 2 % faster, and a server that says nothing holds its thread for ever.
 */
public final class BareClient implements AutoCloseable {

    /** What a body is read by. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(InputStream body) throws IOException;
    }

    private static final RequestConfig BOUNDED =
            RequestConfig.custom().setResponseTimeout(Timeout.ofSeconds(60)).build();

    private final CloseableHttpClient client;

    /** @param connections how many there are at most, one for each thread */
    public BareClient(int connections) {
        client = HttpClients.custom()
                .setDefaultRequestConfig(BOUNDED)
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(connections)
                        .build())
                .build();
    }

    public <T> T get(URI url, Reader<T> reader) throws IOException {
        HttpGet get = new HttpGet(url);
        get.setHeader("Authorization", "Bearer token-1");
        return client.execute(get, answer -> {
            try (InputStream body = answer.getEntity().getContent()) {
                return reader.read(body);
            }
        });
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
