package io.fourinsight.camel;

import io.fourinsight.camel.rest.Pause;
import io.fourinsight.camel.rest.RestClient;
import io.fourinsight.camel.rest.RetryPolicy;
import io.fourinsight.camel.session.Deadline;
import io.fourinsight.camel.session.SessionFactory;
import io.fourinsight.camel.session.TokenEndpoint;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;

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

    private final CamelContext context;
    private final Surroundings surroundings;
    private final Deadline deadline = new Deadline();
    private final SessionFactory factory;
    private final RouteSessions sessions;
    private final SignInAtStart signIns;
    private final RouteStarts starts;
    private final TokenHeaderGuard guard = new TokenHeaderGuard();
    private final HttpClients clients;

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

    int clientCount() {
        return clients.size();
    }

    /** The processor for an endpoint's exchanges. */
    TokenProcessor processor(
            Resource resource, ServiceSettings settings, Logins logins, FourInsightConfiguration configuration)
            throws Exception {
        RestClient rest = new RestClient(
                clients.forService(settings.url().uri(), configuration),
                new RetryPolicy(
                        configuration.getMaxRetries(),
                        configuration.getRetryBackoff(),
                        configuration.getMaxRetryAfter()),
                configuration.getRequestTimeout(),
                deadline,
                surroundings.clock(),
                surroundings.random(),
                surroundings.pause());
        EndpointContext endpoint = new EndpointContext(configuration, settings.url(), rest, surroundings.clock());
        return new TokenProcessor(
                sessions, logins, factory, tokens(settings, configuration), OperationChoice.of(resource, endpoint));
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
        ServiceHelper.startService(sessions, guard, clients);
    }

    /** Sessions first, so that nobody waits for a token any more; a token request under way may still use its client. */
    @Override
    protected void doStop() throws Exception {
        context.getLifecycleStrategies().remove(starts);
        context.getManagementStrategy().removeEventNotifier(sessions);
        context.getManagementStrategy().removeEventNotifier(guard);
        ServiceHelper.stopService(sessions, guard);
        factory.close();
        ServiceHelper.stopService(clients);
        deadline.close();
    }
}
