package io.fourinsight.camel.observe;

import io.fourinsight.camel.route.RouteSessions;
import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.Work;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.SessionException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * All that there is to see of a component, and the two things that may be done to a session. JMX, the developer console
 * and the health checks show it in their own ways, so they cannot differ.
 */
public final class ComponentView implements AutoCloseable {

    private final RouteSessions sessions;
    private final Supplier<Map<String, Map<String, Object>>> pools;
    private final Supplier<Map<String, Long>> caches;
    private final Clock clock;
    private final Map<String, Supplier<List<Map<String, Object>>>> consumers = new ConcurrentHashMap<>();
    private final Activity activity = new Activity();
    private final @Nullable Meters meters; // null without Micrometer
    private final @Nullable Spans spans; // null unless Camel makes spans

    /**
     * @param pools the connections of each HTTP client, by what it is for
     * @param caches the bytes in each disk cache, by its folder
     */
    public ComponentView(
            CamelContext context,
            RouteSessions sessions,
            Supplier<Map<String, Map<String, Object>>> pools,
            Supplier<Map<String, Long>> caches,
            Clock clock) {
        this.sessions = sessions;
        this.pools = pools;
        this.caches = caches;
        this.clock = clock;
        this.meters = MeterSource.find(context)
                .map(registry -> MeterSource.meters(registry, this::secondsToExpiry))
                .orElse(null);
        this.spans = SpanSource.find(context).map(SpanSource::spans).orElse(null);
    }

    /**
     * Hears of the requests of one operation to one service.
     *
     * @param service {@code api}, {@code reservoir} or {@code blob}
     * @param operation such as {@code timeseries.data}
     */
    public ClientObserver observer(String service, String operation) {
        ClientObserver observer = activity.of(service, operation);
        if (meters != null) {
            observer = meters.of(service, operation, observer);
        }
        return spans == null ? observer : spans.of(service, operation, observer);
    }

    /** The pool, whose threads work in the trace of those that give them tasks, if there are traces. */
    public Executor inTrace(Executor pool) {
        return spans == null ? pool : spans.inTrace(pool);
    }

    /**
     * Shows a consumer, for as long as the component lives.
     *
     * @param rows where its series stand
     * @param figures by name, for meters
     */
    public void consumer(String route, Supplier<List<Map<String, Object>>> rows, Map<String, DoubleSupplier> figures) {
        consumers.put(route, rows);
        if (meters != null) {
            meters.consumer(route, figures);
        }
    }

    /** Where each polled series stands. */
    public List<Map<String, Object>> consumerRows() {
        List<Map<String, Object>> all = new ArrayList<>();
        consumers.forEach((route, rows) -> rows.get().forEach(row -> {
            Map<String, Object> named = row("route", route, "series", String.valueOf(row.get("series")));
            named.putAll(row);
            all.add(named);
        }));
        return all;
    }

    /** The sessions of all routes. */
    public List<SessionRow> sessions() {
        List<SessionRow> rows = new ArrayList<>();
        sessions.runs()
                .forEach(run ->
                        run.sessions().sessions().forEach(session -> rows.add(new SessionRow(run.route(), session))));
        return rows;
    }

    List<SessionRow> sessions(String route) {
        return sessions().stream().filter(row -> route.equals(row.route())).toList();
    }

    /** Of the sessions with this key the one whose token expires first. */
    private double secondsToExpiry(String key) {
        Instant now = clock.instant();
        return sessions().stream()
                .filter(row -> row.key().equals(key))
                .map(row -> row.secondsToExpiry(now))
                .filter(Objects::nonNull)
                .mapToDouble(Long::doubleValue)
                .min()
                .orElse(Double.NaN);
    }

    Activity activity() {
        return activity;
    }

    /** Describes a session, see {@link SessionRow#values}. */
    Map<String, Object> values(SessionRow row) {
        return row.values(clock.instant());
    }

    /** A row for each session. */
    public List<Map<String, Object>> sessionRows() {
        return sessions().stream().map(this::values).toList();
    }

    /** Each piece of work that is not over. */
    public List<Map<String, Object>> workRows() {
        Instant now = clock.instant();
        return activity.underWay().stream().map(work -> values(work, now)).toList();
    }

    private static Map<String, Object> values(Work work, Instant now) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("work", SessionRow.text(work.kind()));
        values.put("subject", work.subject());
        values.put("since", work.since().toString());
        values.put("seconds", now.getEpochSecond() - work.since().getEpochSecond());
        if (work.percent() >= 0) {
            values.put("percent", work.percent());
        }
        values.put("items", work.items());
        values.put("bytes", work.bytes());
        return values;
    }

    /** How many requests ended, one row for each service, operation and outcome. */
    public List<Map<String, Object>> requestRows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        activity.requests().forEach((kind, count) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("service", kind.service());
            values.put("operation", kind.operation());
            values.put("outcome", kind.outcome());
            values.put("count", count);
            rows.add(values);
        });
        return rows;
    }

    /** All other counts since the start, a row each. */
    public List<Map<String, Object>> countRows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        activity.counts().forEach((name, count) -> rows.add(row("name", name, "count", count)));
        return rows;
    }

    /** Leased, idle, waited-for and most connections of each HTTP client. */
    public List<Map<String, Object>> poolRows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        pools.get().forEach((name, values) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("client", name);
            row.putAll(values);
            rows.add(row);
        });
        return rows;
    }

    /** Bytes of each disk cache. */
    public List<Map<String, Object>> cacheRows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        caches.get().forEach((folder, bytes) -> rows.add(row("folder", folder, "bytes", bytes)));
        return rows;
    }

    private static Map<String, Object> row(String firstName, Object first, String secondName, Object second) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(firstName, first);
        row.put(secondName, second);
        return row;
    }

    /**
     * Gets a new token, as after a 401, while the present one stays in use.
     *
     * @return what became of it, for people
     * @throws IllegalArgumentException if the route has no session with such a key
     */
    public String refresh(@Nullable String route, String key) {
        StringBuilder result = new StringBuilder();
        for (SessionRow row : named(route, key)) {
            result.append(result.isEmpty() ? "" : ", ")
                    .append(SessionRow.text(row.session().identity().service()))
                    .append(": ")
                    .append(refresh(row));
        }
        return result.toString();
    }

    private static String refresh(SessionRow row) {
        try {
            BearerToken present = row.session().token();
            return row.session().reject(present).isPresent() ? "refreshed" : "no other token, the present one stays";
        } catch (SessionException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /**
     * Drops a session with its token; the next exchange begins a new one.
     *
     * @throws IllegalArgumentException if the route has no session with such a key
     */
    public void forget(@Nullable String route, String key) {
        List<SessionRow> rows = named(route, key);
        sessions.runs().forEach(run -> rows.stream()
                .filter(row -> Objects.equals(row.route(), run.route()))
                .forEach(row -> run.sessions().forget(row.session().identity())));
    }

    private List<SessionRow> named(@Nullable String route, String key) {
        String wanted = route == null || route.isBlank() ? null : route;
        List<SessionRow> rows = sessions().stream()
                .filter(row -> Objects.equals(row.route(), wanted) && row.key().equals(key))
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("Route '" + route + "' has no session with the key '" + key
                    + "' now; sessions begin with exchanges");
        }
        return rows;
    }

    @Override
    public void close() {
        if (meters != null) {
            meters.close();
        }
    }
}
