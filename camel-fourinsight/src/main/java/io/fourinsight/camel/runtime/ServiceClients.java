package io.fourinsight.camel.runtime;

import io.fourinsight.camel.login.ServiceSettings;
import io.fourinsight.camel.observe.ComponentView;
import io.fourinsight.camel.operation.ConfigurationCheck;
import io.fourinsight.camel.operation.EndpointContext;
import io.fourinsight.camel.options.ByteSize;
import io.fourinsight.camel.options.ConnectionConfiguration;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.route.RouteStreams;
import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.Deadline;
import io.fourinsight.client.reservoir.day.DayFileCache;
import io.fourinsight.client.rest.call.BlobClient;
import io.fourinsight.client.rest.call.RequestSettings;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.call.RetryPolicy;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.apache.hc.client5.http.classic.HttpClient;

/**
 * What the exchanges of endpoints ask their services with: clients bounded as the endpoint says, the threads that read
 * ahead and upload, and the caches of day files. One per component.
 */
final class ServiceClients extends ServiceSupport {

    /** How many blocks of uploads are read at once by threads of their own; one more is read by its route's thread. */
    private static final int UPLOAD_THREADS = 32;

    private final CamelContext context;
    private final RuntimeServices services;
    private final RouteStreams streams;
    private final HttpClients http;
    private final Deadline deadline = new Deadline();
    private final Map<Path, DayFileCache> caches = new ConcurrentHashMap<>();
    private ExecutorService readers;
    private ExecutorService uploads;

    ServiceClients(CamelContext context, RuntimeServices services, RouteStreams streams) {
        this.context = context;
        this.services = services;
        this.streams = streams;
        this.http = new HttpClients(context);
    }

    @Override
    protected void doStart() {
        ServiceHelper.startService(http);
        readers = pool("FourInsightDays", ConfigurationCheck.MOST_PARALLELISM);
        // An upload may send days that are being read. While it waits for these, it must not take their threads.
        uploads = pool("FourInsightUploads", UPLOAD_THREADS);
    }

    /** Before the clients go. */
    void endThreads() {
        // a reader that waits for a day which nobody will fetch any more must be told
        context.getExecutorServiceManager().shutdownNow(readers).forEach(task -> ((Future<?>) task).cancel(false));
        context.getExecutorServiceManager().shutdownNow(uploads);
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopService(http);
        deadline.close();
    }

    int size() {
        return http.size();
    }

    Map<String, Map<String, Object>> pools() {
        return http.pools();
    }

    /** How many bytes each folder of day files has. */
    Map<String, Long> cacheSizes() {
        Map<String, Long> sizes = new TreeMap<>();
        caches.forEach((folder, cache) -> sizes.put(folder.toString(), cache.size()));
        return sizes;
    }

    /** The threads that read days ahead. */
    ExecutorService readers() {
        return readers;
    }

    /** The client for requests to the service of an endpoint. */
    HttpClient forRequests(ServiceSettings settings, FourInsightConfiguration configuration) throws Exception {
        return http.forService(settings.url().uri(), configuration);
    }

    TokenEndpoint tokens(ServiceSettings settings, FourInsightConfiguration configuration) throws Exception {
        return new TokenEndpoint(
                http.forTokens(settings.tokenUrl(), configuration), configuration.getTokenTimeout(), deadline);
    }

    /** What an operation of an endpoint works with. */
    EndpointContext context(
            String operation,
            HttpClient client,
            ServiceSettings settings,
            FourInsightConfiguration configuration,
            ComponentView view) {
        URI service = settings.url().uri();
        RequestSettings requests = requestSettings(
                configuration, view.observer(settings.service().name().toLowerCase(Locale.ROOT), operation));
        return new EndpointContext(
                configuration,
                settings.url(),
                new RestClient(client, requests),
                new RestClient(() -> unchecked(() -> http.forSecrets(service, configuration)), requests),
                new BlobClient(
                        location ->
                                unchecked(() -> http.forBlobs(location, configuration, configuration.getParallelism())),
                        requests.observedBy(view.observer("blob", operation))),
                view.inTrace(readers),
                view.inTrace(uploads),
                caches,
                streams,
                services.clock(),
                services.pause());
    }

    /** For clients that not every endpoint needs, so that they are made when one is used. */
    private static HttpClient unchecked(Callable<HttpClient> client) {
        try {
            return client.call();
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    private RequestSettings requestSettings(ConnectionConfiguration configuration, ClientObserver observer) {
        return new RequestSettings(
                new RetryPolicy(
                        configuration.getMaxRetries(),
                        configuration.getRetryBackoff(),
                        configuration.getMaxRetryAfter()),
                configuration.getRequestTimeout(),
                deadline,
                services.clock(),
                services.random(),
                services.pause(),
                ByteSize.parse("maxResponseSize", configuration.getMaxResponseSize()),
                observer);
    }

    /** The queue is unbounded because each caller waits for its own task before it submits the next. */
    ExecutorService pool(String name, int threads) {
        ThreadPoolProfile profile = new ThreadPoolProfile("fourinsight");
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setKeepAliveTime(10L);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return context.getExecutorServiceManager().newThreadPool(this, name, profile);
    }
}
