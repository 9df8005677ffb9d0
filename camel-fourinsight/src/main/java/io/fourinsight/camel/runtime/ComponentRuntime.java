package io.fourinsight.camel.runtime;

import io.fourinsight.camel.login.ServiceSettings;
import io.fourinsight.camel.login.SessionSpecs;
import io.fourinsight.camel.login.SignInAtStart;
import io.fourinsight.camel.login.UserSessionSpec;
import io.fourinsight.camel.observe.ComponentView;
import io.fourinsight.camel.observe.HealthChecks;
import io.fourinsight.camel.operation.CamelErrors;
import io.fourinsight.camel.operation.EndpointContext;
import io.fourinsight.camel.operation.Operation;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.Resource;
import io.fourinsight.camel.poll.ConsumerHealth;
import io.fourinsight.camel.poll.PollRequests;
import io.fourinsight.camel.poll.PollStatus;
import io.fourinsight.camel.poll.Pollers;
import io.fourinsight.camel.poll.cursor.CursorRepositories;
import io.fourinsight.camel.route.RouteSessions;
import io.fourinsight.camel.route.RouteStarts;
import io.fourinsight.camel.route.RouteStreams;
import io.fourinsight.client.assembly.SessionFactory;
import io.fourinsight.client.reservoir.day.DayFileClient;
import io.fourinsight.client.reservoir.request.ReservoirClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.classic.HttpClient;
import org.jspecify.annotations.Nullable;

/** What all endpoints of a component share, from the component's start to its stop. */
public final class ComponentRuntime extends ServiceSupport {

    private final CamelContext context;
    private final RuntimeServices services;
    private final SessionFactory factory;
    private final RouteSessions sessions;
    private final RouteStreams streams = new RouteStreams();
    private final Pollers pollers;
    private final SignInAtStart signIns;
    private final RouteStarts starts;
    private final TokenHeaderGuard guard = new TokenHeaderGuard();
    private final ServiceClients clients;
    private final ComponentView view;
    private final HealthChecks health;
    private final boolean pings;

    /**
     * @param cursors outlive this runtime
     * @param checked whether routes that send have health checks
     * @param consumersChecked whether consumers have
     * @param pings whether these ask the reservoir whether it is there
     */
    public ComponentRuntime(
            CamelContext context,
            RuntimeServices services,
            CursorRepositories cursors,
            int maxSessions,
            boolean checked,
            boolean consumersChecked,
            boolean pings) {
        this.context = context;
        this.services = services;
        this.sessions = new RouteSessions(maxSessions, services.clock().instant());
        this.clients = new ServiceClients(context, services, streams);
        this.view = new ComponentView(context, sessions, clients::pools, clients::cacheSizes, services.clock());
        this.factory = new SessionFactory(services.clock(), view.observer("token", "refresh"));
        this.health = new HealthChecks(context, view, checked, consumersChecked);
        this.pings = pings;
        this.pollers = new Pollers(cursors, streams, services.clock());
        this.signIns = new SignInAtStart(factory, services.console());
        this.starts = new RouteStarts(sessions, signIns::end, new Watch(), services.clock());
        sessions.onBegin(route -> health.addIfAbsent(route, null));
    }

    public RouteSessions sessions() {
        return sessions;
    }

    public RouteStreams streams() {
        return streams;
    }

    public ComponentView view() {
        return view;
    }

    public int clientCount() {
        return clients.size();
    }

    /** The processor for an endpoint's exchanges. */
    public TokenProcessor processor(
            Resource resource, ServiceSettings settings, SessionSpecs logins, FourInsightConfiguration configuration)
            throws Exception {
        HttpClient client = clients.forRequests(settings, configuration);
        String prefix = resource.name().toLowerCase(Locale.ROOT);
        Operation operation = OperationChoice.of(
                resource,
                configuration.getOperation(),
                name -> clients.context(prefix + "." + name, client, settings, configuration, view));
        return new TokenProcessor(sessions, logins, factory, clients.tokens(settings, configuration), operation);
    }

    /** What puts the consumers of the component together. */
    public Pollers pollers() {
        return pollers;
    }

    /** Threads for the series that a consumer polls at once. */
    public ExecutorService polls(int atOnce) {
        return clients.pool("FourInsightPolls", atOnce);
    }

    /**
     * The health check of a consumer, which outlives it, as what else is to be seen of it does.
     *
     * @param rows where its series stand
     */
    public HealthCheck consumerHealth(String route, PollStatus status, Supplier<List<Map<String, Object>>> rows) {
        view.consumer(route, rows, status.figures(services.clock()));
        return health.addConsumer(route, new ConsumerHealth(route, status, services.clock()));
    }

    public Clock clock() {
        return services.clock();
    }

    /**
     * What a consumer asks the reservoir with.
     *
     * @param exchanges for the listeners of the HTTP client, and for the search
     * @param route null if there is none
     * @param search the processor of a search, whose answer names the series
     */
    public PollRequests pollRequests(
            Supplier<Exchange> exchanges,
            @Nullable String route,
            ServiceSettings settings,
            SessionSpecs logins,
            FourInsightConfiguration configuration,
            Callable<Processor> search)
            throws Exception {
        HttpClient client = clients.forRequests(settings, configuration);
        EndpointContext context = clients.context("timeseries.poll", client, settings, configuration, view);
        Polling polling = polling(exchanges, route, settings, logins, configuration, search);
        return new PollRequests(
                new ReservoirClient(context.client(), context.service()),
                new DayFileClient(
                        context.service(),
                        context.confidential(),
                        context.blobs(),
                        context.dayFileCache(),
                        clients.readers(),
                        configuration.getParallelism()),
                polling::caller,
                polling::found,
                CamelErrors::unchecked);
    }

    /** As {@link #pollRequests}, of a consumer of a collection. */
    public PollRequests.OfCollection collectionRequests(
            Resource resource,
            Supplier<Exchange> exchanges,
            @Nullable String route,
            ServiceSettings settings,
            SessionSpecs logins,
            FourInsightConfiguration configuration)
            throws Exception {
        HttpClient client = clients.forRequests(settings, configuration);
        EndpointContext context = clients.context(resource + ".poll", client, settings, configuration, view);
        Polling polling = polling(exchanges, route, settings, logins, configuration, () -> {
            throw new IllegalStateException("A collection is not searched");
        });
        return new PollRequests.OfCollection(context.client(), context.service(), polling::caller);
    }

    private Polling polling(
            Supplier<Exchange> exchanges,
            @Nullable String route,
            ServiceSettings settings,
            SessionSpecs logins,
            FourInsightConfiguration configuration,
            Callable<Processor> search)
            throws Exception {
        return new Polling(
                () -> {
                    Exchange exchange = exchanges.get();
                    exchange.getExchangeExtension().setFromRouteId(route);
                    return exchange;
                },
                new TokenProcessor(
                        sessions, logins, factory, clients.tokens(settings, configuration), (exchange, session) -> {}),
                search);
    }

    /** Sees to it that the user is signed in, if need be on the console. */
    public void signIn(
            UserSessionSpec user, Instant start, ServiceSettings settings, FourInsightConfiguration configuration)
            throws Exception {
        signIns.ensure(user, start, settings.authority(configuration), clients.tokens(settings, configuration));
    }

    @Override
    protected void doStart() throws Exception {
        context.addLifecycleStrategy(starts);
        context.getManagementStrategy().addEventNotifier(sessions);
        context.getManagementStrategy().addEventNotifier(guard);
        context.getManagementStrategy().addEventNotifier(streams);
        ServiceHelper.startService(sessions, guard, streams, clients);
    }

    /** Streams and sessions first, so that nobody waits for a token any more; a token request under way may still use its client. */
    @Override
    protected void doStop() throws Exception {
        context.getLifecycleStrategies().remove(starts);
        context.getManagementStrategy().removeEventNotifier(sessions);
        context.getManagementStrategy().removeEventNotifier(guard);
        context.getManagementStrategy().removeEventNotifier(streams);
        ServiceHelper.stopService(streams, sessions, guard);
        clients.endThreads();
        health.close();
        factory.close();
        ServiceHelper.stopService(clients);
        view.close();
    }

    /** Keeps the health checks of routes; one that sends only to endpoints of messages is met at its first exchange. */
    private final class Watch implements RouteStarts.Listener {

        @Override
        public void starts(String route, List<RouteStarts.Starting> endpoints) {
            health.add(route, pings ? () -> ping(route, endpoints) : null);
        }

        @Override
        public void removed(String route) {
            health.remove(route);
        }

        private static Void ping(String route, List<RouteStarts.Starting> endpoints) throws Exception {
            for (RouteStarts.Starting endpoint : endpoints) {
                endpoint.ping(route);
            }
            return null;
        }
    }
}
