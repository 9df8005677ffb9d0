package io.fourinsight.client;

import io.fourinsight.client.assembly.HttpClients;
import io.fourinsight.client.assembly.ServiceAddress;
import io.fourinsight.client.assembly.ServiceConnection;
import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.base.DaemonThreads;
import io.fourinsight.client.base.Deadline;
import io.fourinsight.client.base.Platform;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.reservoir.day.DayFileCache;
import io.fourinsight.client.rest.call.RequestSettings;
import io.fourinsight.client.session.ClientAuthenticationMethod;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionKeys;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.oauth.TokenEndpoint;
import io.fourinsight.client.wire.Traffic;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;

/**
 * What a {@link FourInsight} is made of.
 *
 * <p>All methods return this builder. What cannot be used is an {@link IllegalArgumentException} that names it, from the
 * method or from {@link #build}. To be used by one thread.
 */
public final class FourInsightBuilder {

    private static final int MOST_PARALLELISM = 32;

    private final SessionOptions session = new SessionOptions();
    private final ConnectionOptions connection = new ConnectionOptions();
    private Duration tokenTimeout = Duration.ofSeconds(15);
    private Duration verificationTimeout = Duration.ofMinutes(10);
    private Optional<Path> cacheDirectory = Optional.empty();
    private long cacheSize;

    FourInsightBuilder() {}

    /** The credentials of an application, sent in the form of a token request. */
    public FourInsightBuilder credentials(String clientId, String clientSecret) {
        return credentials(clientId, clientSecret, ClientAuthenticationMethod.POST);
    }

    /** The credentials of an application, and how they are sent to the token endpoint. */
    public FourInsightBuilder credentials(String clientId, String clientSecret, ClientAuthenticationMethod method) {
        session.credentials = new ClientCredentials(
                text("clientId", clientId), Secret.of(text("clientSecret", clientSecret)), method);
        return this;
    }

    /** An application that has no secret, for people alone. */
    public FourInsightBuilder publicClient(String clientId) {
        session.credentials = ClientCredentials.publicClient(text("clientId", clientId));
        return this;
    }

    /** Acts as the person who has signed in on this machine, instead of as the application itself. */
    public FourInsightBuilder user() {
        session.user = true;
        return this;
    }

    /** Keeps this session apart from others: an own token, and for a person an own token file. */
    public FourInsightBuilder sessionKey(String key) {
        SessionKeys.validate("sessionKey", key);
        session.sessionKey = key;
        return this;
    }

    /** The folder below which the token files of people are, instead of the operating system's. */
    public FourInsightBuilder tokenDirectory(Path directory) {
        session.tokenDirectory = Objects.requireNonNull(directory, "tokenDirectory");
        return this;
    }

    /** The hosts that refresh tokens of people may be sent to, each with or without a tenant: {@code login.example/acme}. */
    public FourInsightBuilder signInHosts(List<String> hosts) {
        session.signInHosts = SignInHosts.of(hosts);
        return this;
    }

    /** The installation, {@link Environment#PROD} if none is named. */
    public FourInsightBuilder environment(Environment installation) {
        session.environment = Objects.requireNonNull(installation, "environment");
        return this;
    }

    /** The base URL of a service, instead of the environment's; https, or http to this machine. */
    public FourInsightBuilder url(Service service, String url) {
        session.urls.put(service, text(name(service) + "Url", url));
        return this;
    }

    /** The scope of a service's tokens, instead of the environment's. */
    public FourInsightBuilder scope(Service service, String scope) {
        session.scopes.put(service, text(name(service) + "Scope", scope));
        return this;
    }

    /** The token endpoint, instead of the environment's. */
    public FourInsightBuilder tokenUrl(String url) {
        session.tokenUrl = text("tokenUrl", url);
        return this;
    }

    /** For one connection; 10 s if not set. */
    public FourInsightBuilder connectTimeout(Duration timeout) {
        connection.connectTimeout = positive("connectTimeout", timeout);
        return this;
    }

    /** Between two packets of an answer; 100 s if not set. */
    public FourInsightBuilder responseTimeout(Duration timeout) {
        connection.responseTimeout = positive("responseTimeout", timeout);
        return this;
    }

    /** For a whole request, with its attempts, the pauses between them and its body; 10 min if not set. */
    public FourInsightBuilder requestTimeout(Duration timeout) {
        connection.requestTimeout = positive("requestTimeout", timeout);
        return this;
    }

    /** For a token; 15 s if not set. */
    public FourInsightBuilder tokenTimeout(Duration timeout) {
        tokenTimeout = positive("tokenTimeout", timeout);
        return this;
    }

    /** For the reservoir's look at an upload; 10 min if not set. */
    public FourInsightBuilder verificationTimeout(Duration timeout) {
        verificationTimeout = positive("verificationTimeout", timeout);
        return this;
    }

    /**
     * Which failed requests are made again: those that a service answers with 413, 429, 502, 503 or 504, or whose
     * connection fails, if that can do no harm.
     *
     * @param retries how many times, 3 if not set
     * @param backoff the longest first pause, doubled with each retry; 500 ms if not set
     * @param retryAfter the longest {@code Retry-After} that is waited for; 60 s if not set
     */
    public FourInsightBuilder retries(int retries, Duration backoff, Duration retryAfter) {
        if (retries < 0) {
            throw new IllegalArgumentException("maxRetries '" + retries + "' must be at least 0");
        }
        connection.maxRetries = retries;
        connection.retryBackoff = positive("retryBackoff", backoff);
        connection.maxRetryAfter = Objects.requireNonNull(retryAfter, "maxRetryAfter");
        return this;
    }

    /** How many bytes an answer may have that is held in memory, after decompression; 64 MiB if not set. */
    public FourInsightBuilder maxResponseSize(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("maxResponseSize '" + bytes + "' must be at least 1");
        }
        connection.maxResponseSize = bytes;
        return this;
    }

    /** How many days of raw samples are fetched at once, from 1 to 32; 4 if not set. */
    public FourInsightBuilder parallelism(int days) {
        if (days < 1 || days > MOST_PARALLELISM) {
            throw new IllegalArgumentException("parallelism '" + days + "' must be from 1 to " + MOST_PARALLELISM);
        }
        connection.parallelism = days;
        return this;
    }

    /**
     * How many connections there are at most to one host, for each kind of traffic; 20 if not set. To a store of day files
     * there are as many as {@link #parallelism} says, if that is more.
     */
    public FourInsightBuilder connections(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("connections '" + most + "' must be at least 1");
        }
        connection.connections = most;
        return this;
    }

    /** The keys and certificates of TLS, instead of the JVM's. */
    public FourInsightBuilder tls(SSLContext context) {
        connection.tls = Optional.of(context);
        return this;
    }

    /** The proxy, instead of the one that the JVM's system properties name. */
    public FourInsightBuilder proxy(String host, int port) {
        connection.proxy = Optional.of(new HttpHost("http", text("proxy", host), port));
        return this;
    }

    /**
     * Changes the builder of each HTTP client before it is hardened, as for credentials of a proxy. Cookies,
     * redirects, repetitions, the request executor and the pool of connections are ours: they are set after this.
     */
    public FourInsightBuilder httpClient(Consumer<HttpClientBuilder> change) {
        connection.hook = Objects.requireNonNull(change, "httpClient");
        return this;
    }

    /** Keeps verified day files on disk, in the operating system's folder for such things. */
    public FourInsightBuilder cache(long bytes) {
        return cache(Platform.current().cacheHome().resolve("fourinsight"), bytes);
    }

    /** Keeps verified day files in a folder, which processes may share; at most so many bytes. */
    public FourInsightBuilder cache(Path directory, long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("cacheSize '" + bytes + "' must be at least 1");
        }
        cacheDirectory = Optional.of(directory);
        cacheSize = bytes;
        return this;
    }

    /** @throws IllegalArgumentException if credentials are missing, or a URL or scope that the environment does not know */
    public FourInsight build() {
        session.check();
        ServiceAddress api = session.address(Service.API);
        ServiceAddress reservoir = session.address(Service.RESERVOIR);
        DayFileCache cache = cacheDirectory
                .map(folder -> DayFileCache.onDisk(folder, cacheSize, Clock.systemUTC()))
                .orElseGet(DayFileCache::none);
        HttpClients clients = new HttpClients(connection.http());
        Deadline deadline = new Deadline();
        SessionFactory sessions = new SessionFactory(Clock.systemUTC());
        TokenEndpoint endpoint = new TokenEndpoint(clients.of(Traffic.TOKENS), tokenTimeout, deadline);
        Session ofApi = session.session(api, sessions, endpoint);
        Session ofReservoir = session.session(reservoir, sessions, endpoint);
        ExecutorService reading = threads("fourinsight-reading");
        ExecutorService uploads = threads("fourinsight-uploads");
        RequestSettings requests = connection.requests(deadline);
        ServiceConnection toApi = ServiceConnection.of(api, ofApi, clients, requests, reading, uploads);
        ServiceConnection toReservoir =
                ServiceConnection.of(reservoir, ofReservoir, clients, requests, reading, uploads);
        return new FourInsight(
                new TimeSeriesClient(toReservoir, cache, connection.parallelism, verificationTimeout),
                new MetadataClient(toReservoir),
                new CampaignClient(toApi),
                new ApiClient(toApi),
                // Nobody may wait any more before the connections go; a token request under way still needs its own.
                // The deadline keeps no thread while it watches nothing, and so is left to the collector.
                List.of(ofApi, ofReservoir, () -> end(reading), () -> end(uploads), sessions, clients));
    }

    /** The queue is unbounded because each caller waits for its own tasks before submitting more. */
    private static ExecutorService threads(String name) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MOST_PARALLELISM,
                MOST_PARALLELISM,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.named(name));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Tells also those that wait for a task which nobody will begin any more. */
    private static void end(ExecutorService threads) {
        for (Runnable task : threads.shutdownNow()) {
            if (task instanceof Future<?> future) {
                future.cancel(false);
            }
        }
    }

    private static String name(Service service) {
        return service == Service.API ? "api" : "reservoir";
    }

    private static String text(String option, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + " must be set");
        }
        return value;
    }

    private static Duration positive(String option, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(option + " '" + value + "' must be at least 1ms");
        }
        return value;
    }
}
