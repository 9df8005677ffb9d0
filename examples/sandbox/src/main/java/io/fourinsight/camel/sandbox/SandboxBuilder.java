package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.auth.IdentitySettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The settings of a sandbox before it starts. */
public final class SandboxBuilder {

    private final Map<String, String> clients = new HashMap<>(Map.of(Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET));
    private final Map<String, String> users = new HashMap<>(Map.of(Sandbox.USER, Sandbox.PASSWORD));
    private Clock clock = Clock.systemUTC();
    private int port;
    private Duration tokenLifetime = Duration.ofMinutes(60);
    private Optional<Duration> refreshIn = Optional.empty();
    private int pageSize = 50;

    SandboxBuilder() {}

    /** The clock that tokens expire and series age by. */
    public SandboxBuilder clock(Clock clock) {
        this.clock = clock;
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

    /** Starts a sandbox with these settings. */
    public Sandbox start() {
        return Sandbox.start(this);
    }

    Clock clock() {
        return clock;
    }

    int port() {
        return port;
    }

    IdentitySettings identity() {
        return new IdentitySettings(clients, users, tokenLifetime, refreshIn, clock);
    }

    int pageSize() {
        return pageSize;
    }
}
