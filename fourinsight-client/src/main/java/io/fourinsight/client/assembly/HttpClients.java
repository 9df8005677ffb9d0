package io.fourinsight.client.assembly;

import io.fourinsight.client.wire.Traffic;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** The HTTP clients of a program without Camel, one for each kind of traffic, made when the first request needs it. */
public final class HttpClients implements AutoCloseable {

    private final HttpSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Traffic, CloseableHttpClient> clients = new EnumMap<>(Traffic.class);
    private boolean closed;

    public HttpClients(HttpSettings settings) {
        this.settings = settings;
    }

    /** @throws IllegalStateException if they were closed */
    public HttpClient of(Traffic traffic) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("The client was closed");
            }
            return clients.computeIfAbsent(traffic, this::client);
        } finally {
            lock.unlock();
        }
    }

    private CloseableHttpClient client(Traffic traffic) {
        PoolingHttpClientConnectionManagerBuilder pool = Traffic.quietPool()
                .useSystemProperties()
                .setMaxConnTotal(settings.connections(traffic))
                .setMaxConnPerRoute(settings.connections(traffic))
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(Timeout.of(settings.responseTimeout()))
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .build());
        settings.tls().map(DefaultClientTlsStrategy::new).ifPresent(pool::setTlsSocketStrategy);
        HttpClientBuilder builder = HttpClientBuilder.create()
                .useSystemProperties()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(settings.responseTimeout()))
                        .setResponseTimeout(Timeout.of(settings.responseTimeout()))
                        .build());
        settings.proxy().ifPresent(builder::setProxy);
        settings.hook().accept(builder);
        // the connections of another pool would log secrets and read heads without end
        builder.setConnectionManager(pool.build());
        traffic.harden(builder);
        return builder.build();
    }

    /** Ends all requests under way. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            clients.values().forEach(client -> client.close(CloseMode.IMMEDIATE));
            clients.clear();
        } finally {
            lock.unlock();
        }
    }
}
