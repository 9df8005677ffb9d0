package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.auth.IdentitySettings;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.camel.sandbox.odata.ItemChanges;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The settings of a sandbox before it starts. */
public final class SandboxBuilder {

    private final Map<String, String> clients = new HashMap<>(Map.of(Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET));
    private final Map<String, String> users = new HashMap<>(Map.of(Sandbox.USER, Sandbox.PASSWORD));
    private Clock clock = Clock.systemUTC();
    private int port;
    private Duration tokenLifetime = Duration.ofMinutes(60);
    private Optional<Duration> refreshIn = Optional.empty();
    private boolean datesOfClock;
    private int pageSize = 50;
    private final Map<String, Growth> growing = new LinkedHashMap<>();
    private final List<Consumer<ItemChanges>> changes = new ArrayList<>();

    SandboxBuilder() {}

    /** The clock that tokens expire and series age by. */
    public SandboxBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** Gives the answers of the services the clock's time as their {@code Date}; by default it is the machine's. */
    public SandboxBuilder datesOfClock() {
        datesOfClock = true;
        return this;
    }

    /** A port of 127.0.0.1; 0, the default, takes a free one. */
    public SandboxBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** An hour by default. */
    public SandboxBuilder tokenLifetime(Duration lifetime) {
        this.tokenLifetime = lifetime;
        return this;
    }

    /** Adds {@code refresh_in} to the token responses, by default there is none. */
    public SandboxBuilder refreshIn(Duration refreshIn) {
        this.refreshIn = Optional.of(refreshIn);
        return this;
    }

    /** Adds an application, beside {@link Sandbox#CLIENT_ID}. */
    public SandboxBuilder client(String id, String secret) {
        clients.put(id, secret);
        return this;
    }

    /** Adds a user, beside {@link Sandbox#USER}. */
    public SandboxBuilder user(String name, String password) {
        users.put(name, password);
        return this;
    }

    /** The most entities that a page of the REST API holds, 50 by default. */
    public SandboxBuilder pageSize(int pageSize) {
        if (pageSize < 1) {
            throw new IllegalArgumentException("page size " + pageSize);
        }
        this.pageSize = pageSize;
        return this;
    }

    /** Adds a series that grows by the clock. */
    public SandboxBuilder growing(String seriesId, Growth growth) {
        growing.put(seriesId, growth);
        return this;
    }

    /**
     * Lets one item of a collection after the other change by the clock.
     *
     * @param collection such as {@code Campaigns}, whose items say in {@code Modified} when they were changed
     * @param commitWithin how long after its change an item becomes visible at most
     */
    public SandboxBuilder changing(String collection, Duration every, Duration commitWithin) {
        changes.add(items -> items.every(collection, every, commitWithin));
        return this;
    }

    /** Starts a sandbox with these settings. */
    public Sandbox start() {
        return Sandbox.start(this);
    }

    Clock clock() {
        return clock;
    }

    boolean hasDatesOfClock() {
        return datesOfClock;
    }

    int port() {
        return port;
    }

    IdentitySettings identity() {
        return new IdentitySettings(clients, users, tokenLifetime, refreshIn, clock);
    }

    Map<String, Growth> growing() {
        return growing;
    }

    List<Consumer<ItemChanges>> changes() {
        return changes;
    }

    int pageSize() {
        return pageSize;
    }
}
