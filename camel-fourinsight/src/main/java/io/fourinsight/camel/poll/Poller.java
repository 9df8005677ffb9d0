package io.fourinsight.camel.poll;

import io.fourinsight.camel.poll.Emitter.Outlet;
import io.fourinsight.camel.poll.cursor.ConsumerCursors;
import io.fourinsight.camel.route.RouteStreams;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.window.Turns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls all that a consumer polls: makes sure of token and cursors, searches series when that is due, and gives each one
 * that is ready its turn.
 */
public final class Poller {

    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final int HTTP_NOT_FOUND = 404;

    /** Finds what a consumer polls, and makes the turns of each. */
    interface Source {

        /**
         * Makes sure of a token, before anything else is asked for.
         *
         * @throws Exception if there is none
         */
        void prepare() throws Exception;

        /**
         * The ids of all.
         *
         * @throws Exception if they could not be searched completely
         */
        List<String> discover() throws Exception;

        /** One that has not begun. */
        PolledCursor<?> polled(String id);
    }

    private final PollBasics basics;
    private final Source source;
    private final BiConsumer<String, Throwable> failures;
    private final Emitter emitter;
    private final Turns<PolledCursor<?>> turns;
    private final Map<String, PolledCursor<?>> polled = new ConcurrentHashMap<>();
    private final Map<String, PolledCursor<?>> leaving = new HashMap<>(); // ended with an exchange in flight
    private @Nullable Instant lastDiscovery;
    private @Nullable String edition;

    /**
     * @param failures hears of what failed without an exchange
     * @param executor has a thread for each turn at once
     */
    Poller(
            PollBasics basics,
            Source source,
            Outlet outlet,
            RouteStreams streams,
            BiConsumer<String, Throwable> failures,
            Executor executor,
            int atOnce) {
        this.basics = basics;
        this.source = source;
        this.failures = failures;
        this.turns = new Turns<>(this::turn, executor, atOnce);
        this.emitter = new Emitter(outlet, streams, basics.counts(), one -> turns.add(List.of(one)));
    }

    /**
     * Polls once, and goes on as long as a series has more.
     *
     * @return how many exchanges were emitted
     * @throws Exception if there is no token, if series could not be searched, or the repository not be read
     */
    public int poll() throws Exception {
        long before = basics.counts().windows();
        source.prepare();
        Instant now = basics.now();
        if (lastDiscovery == null || !now.isBefore(lastDiscovery.plus(basics.discoveryInterval()))) {
            discover();
            lastDiscovery = now;
        }
        refresh();
        turns.add(polled.values().stream().filter(one -> one.isReady(now)).toList());
        turns.await(basics.delay().toNanos(), this::due);
        basics.cursors().flush();
        return (int) Math.min(Integer.MAX_VALUE, basics.counts().windows() - before);
    }

    /** Reads again what operators have changed, here or on another node, and at the start what they had asked for. */
    private void refresh() {
        ConsumerCursors cursors = basics.cursors();
        String present = cursors.edition();
        if (Objects.equals(present, edition)) {
            return;
        }
        Map<String, String> stored = cursors.read(polled.keySet());
        Map<String, String> recoveries = cursors.readRecoveries(polled.keySet());
        polled.forEach((id, one) -> one.refresh(stored.get(one.key()), recoveries.get(cursors.recoveryKey(id))));
        edition = present;
    }

    private Collection<PolledCursor<?>> due() {
        Instant now = basics.now();
        return polled.values().stream().filter(one -> one.isDue(now)).toList();
    }

    /** Series that are new begin, and those that are not found any more end; their cursors stay. */
    private void discover() throws Exception {
        Set<String> found = new LinkedHashSet<>(source.discover());
        boolean first = lastDiscovery == null;
        List<String> begun = new ArrayList<>(found);
        begun.removeAll(polled.keySet());
        Map<String, String> stored =
                begun.isEmpty() ? Map.of() : basics.cursors().read(begun);
        Map<String, PolledCursor<?>> fresh = new LinkedHashMap<>();
        leaving.values().removeIf(one -> !one.isInFlight());
        for (String id : begun) {
            // one that comes back keeps its book, else it would emit once more what is in flight
            PolledCursor<?> one = leaving.remove(id);
            if (one == null) {
                one = source.polled(id);
                one.begin(stored.get(one.key()));
            }
            fresh.put(id, one);
            if (!first) {
                LOG.info("The {} begins", one.subject());
            }
        }
        polled.putAll(fresh);
        edition = fresh.isEmpty() ? edition : null;
        polled.values().removeIf(one -> {
            boolean ends = !found.contains(one.id());
            if (ends) {
                LOG.info("The {} ends: it is not found any more; its cursor stays", one.subject());
                leaving.put(one.id(), one);
            }
            return ends;
        });
        if (first) {
            LOG.info("Polling {} cursors, {} of them stored", polled.size(), stored.size());
        }
    }

    private boolean turn(PolledCursor<?> one) {
        if (polled.get(one.id()) != one) {
            return false; // it ended since it was given the turn
        }
        try {
            return one.turn(emitter);
        } catch (Exception e) {
            boolean first = one.report().error() == null;
            if (e instanceof RestException.Status status && status.status() == HTTP_NOT_FOUND) {
                one.gone(e);
            } else {
                one.failed(e);
            }
            if (first) {
                failures.accept("The " + one.subject() + " cannot be polled; it is tried again later", e);
            } else {
                LOG.debug("The {} cannot be polled still", one.subject(), e);
            }
            return false;
        } catch (Error e) {
            one.failed(e);
            throw e;
        }
    }

    /** For people: where each series stands. */
    public List<PolledCursor.Report> report() {
        return polled.values().stream().map(PolledCursor::report).toList();
    }

    public PollCounts counts() {
        return basics.counts();
    }

    /** No turn begins any more. */
    public void stop() {
        turns.end();
    }
}
