package io.fourinsight.camel.poll;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.Resource;
import io.fourinsight.camel.poll.Emitter.Outlet;
import io.fourinsight.camel.poll.cursor.ConsumerCursors;
import io.fourinsight.camel.poll.cursor.CursorRepositories;
import io.fourinsight.camel.poll.cursor.CursorRepository;
import io.fourinsight.camel.route.RouteStreams;
import io.fourinsight.client.plan.Planner;
import io.fourinsight.client.rest.url.ServiceUrl;
import io.fourinsight.client.window.ServiceClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what consumers of a component poll with.
 *
 * @param streams closes bodies that are streams with their exchange
 */
public record Pollers(CursorRepositories repositories, RouteStreams streams, Clock clock) {

    /**
     * Checks the options as far as that goes without a route.
     *
     * @throws IllegalArgumentException naming the option, its value and what is allowed
     */
    public static void check(FourInsightConfiguration configuration, Instant now) {
        PollOptions options = new PollOptions(configuration);
        options.plan();
        options.atOnce();
        options.shard();
        options.discoveryInterval();
        options.recoveryInterval();
        options.initialStart(now);
        if (!options.isRaw()) {
            options.function();
        }
        options.checkSeries();
    }

    /**
     * As {@link #check(FourInsightConfiguration, Instant)}, of a consumer of a collection.
     *
     * @param service that the collection belongs to
     */
    public static void check(
            Resource resource, FourInsightConfiguration configuration, ServiceUrl service, Instant now) {
        new CollectionOptions(resource, configuration).check(service, now);
    }

    /**
     * The poller of a consumer of series.
     *
     * @param delay between two polls
     * @param failures hears of what failed without an exchange
     * @param executor has a thread for each series at once
     * @throws IllegalArgumentException if the cursors have no name, or no home that outlives a change of the node
     */
    public Poller poller(
            FourInsightConfiguration configuration,
            PolledRoute route,
            Duration delay,
            PollRequests requests,
            Outlet outlet,
            BiConsumer<String, Throwable> failures,
            Executor executor) {
        PollOptions options = new PollOptions(configuration);
        ConsumerCursors cursors = cursors(configuration, route, options);
        ServiceClock pollClock = new ServiceClock(clock);
        PollBasics basics = new PollBasics(cursors, pollClock, new PollCounts(), delay, options.discoveryInterval());
        PollSetup setup = new PollSetup(
                basics,
                new Planner(options.plan()),
                options.isPlannedRaw(),
                new Beginning(cursors, options, pollClock),
                new RecoveryProgress(clock),
                options.recoveryInterval());
        return new Poller(
                basics,
                new PolledSource(configuration, requests, setup),
                outlet,
                streams,
                failures,
                executor,
                options.atOnce());
    }

    private ConsumerCursors cursors(FourInsightConfiguration configuration, PolledRoute route, PollOptions options) {
        CursorRepository repository = repositories.of(configuration, route.id(), route.isClustered());
        return new ConsumerCursors(repository, options.cursorName(route, repositories.isDurable(repository)));
    }

    /** The poller of a consumer of a collection, with the same parameters. */
    public Poller poller(
            Resource resource,
            FourInsightConfiguration configuration,
            PolledRoute route,
            Duration delay,
            PollRequests.OfCollection requests,
            Outlet outlet,
            BiConsumer<String, Throwable> failures,
            Executor executor) {
        PollOptions options = new PollOptions(configuration);
        ConsumerCursors cursors = cursors(configuration, route, options);
        ServiceClock pollClock = new ServiceClock(clock);
        PollBasics basics = new PollBasics(cursors, pollClock, new PollCounts(), delay, options.discoveryInterval());
        PolledCollection.Source source = new PolledCollection.Source(
                new CollectionOptions(resource, configuration),
                requests,
                basics,
                new Beginning(cursors, options, pollClock));
        return new Poller(basics, source, outlet, streams, failures, executor, 1);
    }

    /**
     * What operators may do with a consumer's cursors, on each node, whether it leads or not.
     *
     * @throws IllegalArgumentException as {@link #poller}
     */
    public PollCommands commands(FourInsightConfiguration configuration, PolledRoute route) {
        PollOptions options = new PollOptions(configuration);
        ConsumerCursors cursors = cursors(configuration, route, options);
        return new PollCommands(
                cursors, new Planner(options.plan()), new Beginning(cursors, options, new ServiceClock(clock)), clock);
    }

    /** Asks the repository once where series begin that have no cursor; the first consumer of a name decides it. */
    private static final class Beginning implements PollSetup.Begin {

        private final ConsumerCursors cursors;
        private final PollOptions options;
        private final ServiceClock clock;
        private volatile @Nullable Long nanos;

        Beginning(ConsumerCursors cursors, PollOptions options, ServiceClock clock) {
            this.cursors = cursors;
            this.options = options;
            this.clock = clock;
        }

        @Override
        public long nanos() {
            Long known = nanos;
            if (known == null) {
                known = cursors.beginning(
                        options.initialStart(options.isInitialStartRelative() ? clock.plannedInstant() : clock.now()));
                nanos = known;
            }
            return known;
        }

        @Override
        public boolean isOpen() {
            return nanos == null && options.isInitialStartRelative() && !cursors.hasBeginning();
        }
    }
}
