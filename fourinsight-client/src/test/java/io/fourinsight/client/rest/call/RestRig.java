package io.fourinsight.client.rest.call;

import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.Deadline;
import io.fourinsight.client.wire.QuietConnection;
import io.fourinsight.client.wire.SignedRequestExecutor;
import io.fourinsight.client.wire.Traffic;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.util.Timeout;

/** A {@link RestClient} over a real HttpClient as the component sets it up; pauses are recorded instead of made. */
public final class RestRig implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration BACKOFF = Duration.ofMillis(500);

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final Deadline deadline = new Deadline();
    private final NumberedTokens tokens = new NumberedTokens();
    private Duration requestTimeout = Duration.ofSeconds(20);
    private Duration maxRetryAfter = Duration.ofSeconds(60);
    private int maxRetries = 3;
    private long maxResponseSize = RequestSettings.DEFAULT_MAX_RESPONSE_SIZE;
    private int poolSize = 5;
    private TlsSocketStrategy tls;
    private PoolingHttpClientConnectionManager pool;
    private ClientObserver observer = ClientObserver.NONE;
    private CloseableHttpClient http;
    private CloseableHttpClient stores;
    private RestClient client;

    public RestRig requestTimeout(Duration timeout) {
        requestTimeout = timeout;
        client = null; // made anew over the same pool
        return this;
    }

    public RestRig maxRetryAfter(Duration longest) {
        maxRetryAfter = longest;
        return this;
    }

    public RestRig maxResponseSize(long bytes) {
        maxResponseSize = bytes;
        return this;
    }

    public RestRig observer(ClientObserver hearing) {
        observer = hearing;
        return this;
    }

    public RestRig maxRetries(int retries) {
        maxRetries = retries;
        return this;
    }

    public RestRig poolSize(int connections) {
        poolSize = connections;
        return this;
    }

    public RestRig tls(TlsSocketStrategy strategy) {
        tls = strategy;
        return this;
    }

    public RestClient client() {
        if (client == null) {
            client = new RestClient(http(), settings());
        }
        return client;
    }

    /** A client for blobs, over the same pool. */
    public BlobClient blobs() {
        if (stores == null) {
            stores = builder()
                    .setRequestExecutor(new SignedRequestExecutor())
                    .disableContentCompression()
                    .build();
        }
        return new BlobClient(location -> stores, settings());
    }

    private CloseableHttpClient http() {
        if (http == null) {
            http = builder().build();
        }
        return http;
    }

    private HttpClientBuilder builder() {
        if (pool == null) {
            pool = PoolingHttpClientConnectionManagerBuilder.create()
                    .setConnectionFactory(QuietConnection.FACTORY)
                    .setTlsSocketStrategy(tls)
                    .setMaxConnTotal(poolSize)
                    .setMaxConnPerRoute(poolSize)
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.ofSeconds(5))
                            .build())
                    .build();
        }
        // what waits for a connection of an exhausted pool is to fail the test, not to hang it
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(pool)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.ofSeconds(5))
                        .setResponseTimeout(Timeout.ofSeconds(30))
                        .build());
        Traffic.REQUESTS.harden(builder);
        return builder;
    }

    private RequestSettings settings() {
        return new RequestSettings(
                new RetryPolicy(maxRetries, BACKOFF, maxRetryAfter),
                requestTimeout,
                deadline,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new Random(7),
                pauses::add,
                maxResponseSize,
                observer);
    }

    NumberedTokens tokens() {
        return tokens;
    }

    public RequestContext caller() {
        return RequestContext.of(tokens);
    }

    public List<Duration> pauses() {
        return pauses;
    }

    public int leased() {
        return pool.getTotalStats().getLeased();
    }

    /** The JSON that a request is answered with. */
    public Object json(RestRequest request) {
        return client().send(request, caller(), Json.reader(request));
    }

    /** What happens to a client whose component is stopped. */
    void closePool() {
        pool.close();
    }

    @Override
    public void close() throws IOException {
        deadline.close();
        if (pool != null) {
            pool.close();
        }
    }
}
