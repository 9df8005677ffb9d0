package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.auth.BearerGuard;
import io.fourinsight.camel.sandbox.auth.Callers;
import io.fourinsight.camel.sandbox.auth.ClientRegistry;
import io.fourinsight.camel.sandbox.auth.TokenEndpoint;
import io.fourinsight.camel.sandbox.auth.TokenStore;
import io.fourinsight.camel.sandbox.http.Server;
import io.fourinsight.camel.sandbox.odata.RestApi;
import io.fourinsight.camel.sandbox.reservoir.Reservoir;
import io.fourinsight.camel.sandbox.reservoir.SeriesSeed;
import io.fourinsight.camel.sandbox.reservoir.SeriesStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A local 4Insight on 127.0.0.1: identity provider, REST API and reservoir, seeded with data.
 *
 * <p>Starts answering when it is built; safe for use by any number of threads.
 */
public final class Sandbox implements AutoCloseable {

    /** The client that every sandbox knows. */
    public static final String CLIENT_ID = "sandbox-client";

    public static final String CLIENT_SECRET = "sandbox-secret";

    /** Where the services lie, for the path prefixes of {@link #faults} and {@link #requests}. */
    public static final String TOKEN_PATH = "/4subseaid.onmicrosoft.com/oauth2/v2.0/token";

    public static final String API_PATH = "/4insight-api/";
    public static final String RESERVOIR_PATH = "/reservoir-api/api/";

    /** A campaign with events, sensors and channels; there are two more. */
    public static final String CAMPAIGN = "5372f53f-f952-4fef-8839-5aad5fac0dba";

    /** Predicted water level at three Norwegian tide gauges, in metres, every 10 minutes of 2026. */
    public static final String STAVANGER = SeriesSeed.STAVANGER;

    public static final String BERGEN = SeriesSeed.BERGEN;
    public static final String KRISTIANSUND = SeriesSeed.KRISTIANSUND;

    /** Made-up accelerations, in m/s², every second of June 2026. */
    public static final String ACCELERATION_X = SeriesSeed.ACCELERATION_X;

    public static final String ACCELERATION_Y = SeriesSeed.ACCELERATION_Y;
    public static final String ACCELERATION_Z = SeriesSeed.ACCELERATION_Z;

    /** Made-up significant height, in metres, and peak period, in seconds, of the waves, every hour of 2026. */
    public static final String WAVE_HEIGHT = SeriesSeed.WAVE_HEIGHT;

    public static final String WAVE_PERIOD = SeriesSeed.WAVE_PERIOD;

    /** Words, every hour of 1 and 2 January 2026. */
    public static final String STATUS_TEXT = SeriesSeed.STATUS_TEXT;

    /** A series without samples. */
    public static final String EMPTY = SeriesSeed.EMPTY;

    /** Hourly samples of January 2025, uploaded too long ago for aggregates. */
    public static final String OLD = SeriesSeed.OLD;

    private static final String API_SCOPE = "https://4subseaid.onmicrosoft.com/4insight-api-prod/.default";
    private static final String RESERVOIR_SCOPE = "https://4subseaid.onmicrosoft.com/reservoir-prod/.default";

    private final Requests requests = new Requests();
    private final Faults faults = new Faults();
    private final ClientRegistry clients;
    private final TokenStore tokens;
    private final SeriesStore series;
    private final Server server;

    Sandbox(SandboxBuilder settings) throws IOException {
        Clock clock = settings.clock();
        clients = new ClientRegistry(settings.clients());
        tokens = new TokenStore(clock, settings.tokenLifetime());
        series = SeriesSeed.store(clock);
        Callers callers = new Callers(tokens);
        TokenEndpoint tokenEndpoint =
                new TokenEndpoint(clients, tokens, Set.of(API_SCOPE, RESERVOIR_SCOPE), settings.refreshIn(), clock);
        RestApi api = new RestApi(API_PATH, settings.pageSize(), clock);
        Reservoir reservoir = new Reservoir(RESERVOIR_PATH, series, clock);
        server = Server.bind(settings.port());
        server.start(new FrontDoor(
                requests,
                faults,
                callers,
                Map.of(
                        TOKEN_PATH, tokenEndpoint,
                        API_PATH, new BearerGuard(callers, API_SCOPE, api),
                        RESERVOIR_PATH, new BearerGuard(callers, RESERVOIR_SCOPE, reservoir))));
    }

    public static SandboxBuilder builder() {
        return new SandboxBuilder();
    }

    /** A sandbox on a free port, with the system's clock. */
    public static Sandbox start() {
        return builder().start();
    }

    static Sandbox start(SandboxBuilder settings) {
        try {
            return new Sandbox(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + settings.port(), e);
        }
    }

    public URI tokenUrl() {
        return server.origin().resolve(TOKEN_PATH);
    }

    /** The base of the REST API, ends with a slash. */
    public URI apiUrl() {
        return server.origin().resolve(API_PATH);
    }

    /** The base of the reservoir, ends with a slash. */
    public URI reservoirUrl() {
        return server.origin().resolve(RESERVOIR_PATH);
    }

    public String apiScope() {
        return API_SCOPE;
    }

    public String reservoirScope() {
        return RESERVOIR_SCOPE;
    }

    /** Adds a client, or gives a known one another secret. */
    public void addClient(String id, String secret) {
        clients.put(id, secret);
    }

    /** Sets the lifetime of the tokens issued from now on. */
    public void tokenLifetime(Duration lifetime) {
        tokens.lifetime(lifetime);
    }

    /** Makes every token issued so far invalid. */
    public void revokeTokens() {
        tokens.revokeAll();
    }

    /**
     * Adds or replaces a series, as uploaded now by the sandbox's clock.
     *
     * @param timestamps nanoseconds since the epoch, ascending
     */
    public void addSeries(String id, long[] timestamps, double[] values) {
        series.put(id, timestamps, values);
    }

    public Faults faults() {
        return faults;
    }

    public Requests requests() {
        return requests;
    }

    @Override
    public void close() {
        server.close();
    }
}
