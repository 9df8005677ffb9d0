package io.fourinsight.camel;

import io.fourinsight.camel.rest.BlobClient;
import io.fourinsight.camel.rest.Pause;
import io.fourinsight.camel.rest.RequestSettings;
import io.fourinsight.camel.rest.RestClient;
import io.fourinsight.camel.rest.RetryPolicy;
import io.fourinsight.camel.session.Deadline;
import io.fourinsight.camel.session.SessionFactory;
import io.fourinsight.camel.session.TokenEndpoint;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.apache.hc.client5.http.classic.HttpClient;

/** What all endpoints of a component share, from the component's start to its stop. */
final class ComponentRuntime extends ServiceSupport {

    /** What tests replace: time, chance and waiting. */
    record Surroundings(Clock clock, RandomGenerator random, Pause pause, Supplier<Optional<ConsoleDialog>> console) {

        /** Without a console. */
        Surroundings(Clock clock, RandomGenerator random, Pause pause) {
            this(clock, random, pause, Optional::empty);
        }

        static Surroundings real() {
            return new Surroundings(
                    Clock.systemUTC(),
                    // delegates to the thread's own, which must not be kept
                    () -> ThreadLocalRandom.current().nextLong(),
                    duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()),
                    ConsoleDialog::system);
        }
    }

    /** How many days are fetched and merged at once by all endpoints together. */
    static final int DAY_THREADS = 32;

    /** How many blocks of uploads are read at once by threads of their own; one more is read by its route's thread. */
    private static final int UPLOAD_THREADS = 32;

    private final CamelContext context;
    private final Surroundings surroundings;
    private final Deadline deadline = new Deadline();
    private final SessionFactory factory;
    private final RouteSessions sessions;
    private final RouteStreams streams = new RouteStreams();
    private final SignInAtStart signIns;
    private final RouteStarts starts;
    private final TokenHeaderGuard guard = new TokenHeaderGuard();
    private final HttpClients clients;
    private ExecutorService executor;
    private ExecutorService uploads;

    ComponentRuntime(CamelContext context, Surroundings surroundings, int maxSessions) {
        this.context = context;
        this.surroundings = surroundings;
        this.factory = new SessionFactory(surroundings.clock());
        this.sessions = new RouteSessions(maxSessions, surroundings.clock().instant());
        this.signIns = new SignInAtStart(factory, surroundings.console());
        this.starts = new RouteStarts(this, surroundings.clock());
        this.clients = new HttpClients(context);
    }

    RouteSessions sessions() {
        return sessions;
    }

    RouteStreams streams() {
        return streams;
    }

    int clientCount() {
        return clients.size();
    }

    /** The processor for an endpoint's exchanges. */
    TokenProcessor processor(
            Resource resource, ServiceSettings settings, Logins logins, FourInsightConfiguration configuration)
            throws Exception {
        RequestSettings requests = requestSettings(configuration);
        URI service = settings.url().uri();
        EndpointContext endpoint = new EndpointContext(
                configuration,
                settings.url(),
                new RestClient(clients.forService(service, configuration), requests),
                new RestClient(() -> unchecked(() -> clients.forSecrets(service, configuration)), requests),
                new BlobClient(location -> unchecked(() -> clients.forBlobs(location, configuration)), requests),
                executor,
                uploads,
                streams,
                surroundings.clock(),
                surroundings.pause());
        return new TokenProcessor(
                sessions, logins, factory, tokens(settings, configuration), OperationChoice.of(resource, endpoint));
    }

    /** For clients that not every endpoint needs, so that they are made when one is used. */
    private static HttpClient unchecked(Callable<HttpClient> client) {
        try {
            return client.call();
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }

    private RequestSettings requestSettings(ConnectionConfiguration configuration) {
        return new RequestSettings(
                new RetryPolicy(
                        configuration.getMaxRetries(),
                        configuration.getRetryBackoff(),
                        configuration.getMaxRetryAfter()),
                configuration.getRequestTimeout(),
                deadline,
                surroundings.clock(),
                surroundings.random(),
                surroundings.pause());
    }

    /** Sees to it that the user is signed in, if need be on the console. */
    void signIn(UserLogin user, Instant start, ServiceSettings settings, FourInsightConfiguration configuration)
            throws Exception {
        signIns.ensure(user, start, settings.authority(configuration), tokens(settings, configuration));
    }

    private TokenEndpoint tokens(ServiceSettings settings, FourInsightConfiguration configuration) throws Exception {
        return new TokenEndpoint(
                clients.forTokens(settings.tokenUrl(), configuration), configuration.getTokenTimeout(), deadline);
    }

    /** Ends a sign-in that is being guided: its route cannot stop before it has started. */
    void stopping() {
        signIns.end();
    }

    @Override
    protected void doStart() throws Exception {
        context.addLifecycleStrategy(starts);
        context.getManagementStrategy().addEventNotifier(sessions);
        context.getManagementStrategy().addEventNotifier(guard);
        context.getManagementStrategy().addEventNotifier(streams);
        ServiceHelper.startService(sessions, guard, streams, clients);
        executor = pool("FourInsightDays", DAY_THREADS);
        // what is uploaded may be days that are being read: who waits for those must not take the threads they need
        uploads = pool("FourInsightUploads", UPLOAD_THREADS);
    }

    /** Without a limit to its queue, for who gives it work has one: it waits for that before it gives it more. */
    private ExecutorService pool(String name, int threads) {
        ThreadPoolProfile profile = new ThreadPoolProfile("fourinsight");
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setKeepAliveTime(10L);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return context.getExecutorServiceManager().newThreadPool(this, name, profile);
    }

    /** Streams and sessions first, so that nobody waits for a token any more; a token request under way may still use its client. */
    @Override
    protected void doStop() throws Exception {
        context.getLifecycleStrategies().remove(starts);
        context.getManagementStrategy().removeEventNotifier(sessions);
        context.getManagementStrategy().removeEventNotifier(guard);
        context.getManagementStrategy().removeEventNotifier(streams);
        ServiceHelper.stopService(streams, sessions, guard);
        // whoever waits for a day that nobody will fetch any more is to be told
        context.getExecutorServiceManager().shutdownNow(executor).forEach(task -> ((Future<?>) task).cancel(false));
        context.getExecutorServiceManager().shutdownNow(uploads);
        factory.close();
        ServiceHelper.stopService(clients);
        deadline.close();
    }
}
