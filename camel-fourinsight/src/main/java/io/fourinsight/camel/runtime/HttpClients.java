package io.fourinsight.camel.runtime;

import io.fourinsight.camel.options.ConnectionConfiguration;
import io.fourinsight.client.rest.call.BlobClient;
import io.fourinsight.client.wire.Traffic;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.CompositeHttpConfigurer;
import org.apache.camel.component.http.HttpActivityListener;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP clients of a component, with the TLS, proxy and pool settings of the user's camel-http components.
 *
 * <p>Endpoints that need the same share one, and it lives as long as the component: sessions and streams outlive the
 * endpoint that began them. There are as many as there are hosts, not as there are endpoints.
 *
 * <p>Behind each is an endpoint of camel-http which no route knows: it is not registered in the context, where a user's
 * own {@code to("https://…")} would find it and send through it.
 */
public final class HttpClients extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(HttpClients.class);

    /** No limit: the gates of the credentials have one each, and here a slow tenant would hold up all others of its host. */
    private static final int TOKEN_CONNECTIONS = Integer.MAX_VALUE;

    /** @param atOnce how many requests there must be connections for, however few the component allows */
    private record Key(
            String component,
            String address,
            Duration connectTimeout,
            Duration responseTimeout,
            Traffic traffic,
            int atOnce) {

        int connections(int ofComponent) {
            return Math.max(atOnce, ofComponent);
        }
    }

    private final CamelContext context;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, HttpEndpoint> endpoints = new HashMap<>();

    HttpClients(CamelContext context) {
        this.context = context;
    }

    /**
     * The client for a service.
     *
     * @param url any URL of the service: each host has a pool of its own
     * @throws IllegalArgumentException if {@code httpComponent} is not the name of a camel-http component
     */
    HttpClient forService(URI url, ConnectionConfiguration configuration) throws Exception {
        return client(url, configuration, configuration.getResponseTimeout(), Traffic.REQUESTS, 1);
    }

    /** The client for those requests to a service which are answered with secrets; no activity listener sees them. */
    HttpClient forSecrets(URI url, ConnectionConfiguration configuration) throws Exception {
        return client(url, configuration, configuration.getResponseTimeout(), Traffic.SECRETS, 1);
    }

    /**
     * The client for a blob store, see {@link BlobClient.Hosts}; no activity listener sees the signatures.
     *
     * @param parallelism how many files are fetched at once
     */
    HttpClient forBlobs(URI url, ConnectionConfiguration configuration, int parallelism) throws Exception {
        return client(url, configuration, configuration.getResponseTimeout(), Traffic.BLOBS, parallelism);
    }

    /** The client for a token endpoint, whose requests no activity listener sees, nor a proxy those to this machine. */
    HttpClient forTokens(URI url, ConnectionConfiguration configuration) throws Exception {
        return client(url, configuration, configuration.getTokenTimeout(), Traffic.TOKENS, TOKEN_CONNECTIONS);
    }

    private HttpClient client(
            URI url, ConnectionConfiguration configuration, Duration responseTimeout, Traffic traffic, int atOnce)
            throws Exception {
        String option = configuration.getHttpComponent();
        String component = option == null || option.isBlank() ? url.getScheme().toLowerCase(Locale.ROOT) : option;
        String address = url.getScheme() + "://" + url.getRawAuthority();
        Key key = new Key(component, address, configuration.getConnectTimeout(), responseTimeout, traffic, atOnce);
        lock.lock();
        try {
            HttpEndpoint endpoint = endpoints.get(key);
            if (endpoint == null) {
                endpoint = create(key);
                endpoints.put(key, endpoint);
            }
            return endpoint.getHttpClient();
        } finally {
            lock.unlock();
        }
    }

    /** @throws IllegalArgumentException if there is no camel-http component of that name */
    public static HttpComponent component(CamelContext context, String name) {
        if (context.getComponent(name) instanceof HttpComponent http) {
            return http;
        }
        throw new IllegalArgumentException("httpComponent '" + name + "' is not a camel-http component");
    }

    private HttpEndpoint create(Key key) throws Exception {
        HttpComponent http = component(context, key.component());
        Map<String, Object> options = new HashMap<>();
        options.put("connectTimeout", Timeout.of(key.connectTimeout()));
        options.put("responseTimeout", Timeout.of(key.responseTimeout()));
        HttpEndpoint endpoint = (HttpEndpoint) http.createEndpoint(key.address(), options);
        CompositeHttpConfigurer configurers = new CompositeHttpConfigurer();
        configurers.addConfigurer(endpoint.getHttpClientConfigurer());
        configurers.addConfigurer(key.traffic()::harden);
        endpoint.setHttpClientConfigurer(configurers);
        if (http.getClientConnectionManager() == null) {
            endpoint.getClientConnectionManager().close();
            HttpClientConnectionManager pool = quietPool(http, key);
            endpoint.setClientConnectionManager(pool);
            // also if a configurer of the user has brought another
            configurers.addConfigurer(builder -> builder.setConnectionManager(pool));
        } else {
            LOG.warn(
                    "The clientConnectionManager of component {} is used as it is: with the logger"
                            + " org.apache.hc.client5.http.wire at DEBUG, its connections log tokens and secrets,"
                            + " and only its own settings limit the heads of answers.",
                    key.component());
        }
        ServiceHelper.startService(endpoint);
        hideSecrets(endpoint, key);
        return endpoint;
    }

    /** Only from here on: it is in starting that an endpoint makes the listener which logs activity. */
    private static void hideSecrets(HttpEndpoint endpoint, Key key) {
        HttpActivityListener listener = endpoint.getHttpActivityListener();
        if (listener != null) {
            endpoint.setHttpActivityListener(key.traffic() == Traffic.REQUESTS ? new MaskedActivity(listener) : null);
        }
    }

    int size() {
        return endpoints.size();
    }

    /** The connections of each client by its kind of traffic and address; those of a user's own pool as far as it tells. */
    Map<String, Map<String, Object>> pools() {
        Map<String, Map<String, Object>> pools = new TreeMap<>();
        lock.lock();
        try {
            endpoints.forEach((key, endpoint) -> {
                if (endpoint.getClientConnectionManager() instanceof ConnPoolControl<?> pool) {
                    PoolStats stats = pool.getTotalStats();
                    Map<String, Object> values = new LinkedHashMap<>();
                    values.put("leased", stats.getLeased());
                    values.put("idle", stats.getAvailable());
                    values.put("waiting", stats.getPending());
                    values.put("most", stats.getMax());
                    pools.put(key.traffic().name().toLowerCase(Locale.ROOT) + " " + key.address(), values);
                }
            });
        } finally {
            lock.unlock();
        }
        return pools;
    }

    @Override
    protected void doStop() throws Exception {
        lock.lock();
        try {
            ServiceHelper.stopService(endpoints.values());
            endpoints.clear();
        } finally {
            lock.unlock();
        }
    }

    /** The pool that the component would make, but of connections that write no wire log. */
    private HttpClientConnectionManager quietPool(HttpComponent http, Key key)
            throws GeneralSecurityException, IOException {
        return Traffic.quietPool()
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(sslContext(http), http.getX509HostnameVerifier()))
                .setMaxConnTotal(key.connections(http.getMaxTotalConnections()))
                .setMaxConnPerRoute(key.connections(http.getConnectionsPerRoute()))
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setSoTimeout(Timeout.ofMilliseconds(http.getSoTimeout()))
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(key.connectTimeout()))
                        .setTimeToLive(TimeValue.ofMilliseconds(http.getConnectionTimeToLive()))
                        .build())
                .build();
    }

    private SSLContext sslContext(HttpComponent http) throws GeneralSecurityException, IOException {
        SSLContextParameters parameters = http.getSslContextParameters();
        if (parameters == null && http.isUseGlobalSslContextParameters()) {
            parameters = context.getSSLContextParameters();
        }
        if (parameters != null) {
            return parameters.createSSLContext(context);
        }
        return http.isUseSystemProperties() ? SSLContexts.createSystemDefault() : SSLContexts.createDefault();
    }
}
