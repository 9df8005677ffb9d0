package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.auth.Endpoints;
import io.fourinsight.camel.sandbox.auth.IdentityProvider;
import io.fourinsight.camel.sandbox.auth.ServiceScopes;
import io.fourinsight.camel.sandbox.blob.BlobService;
import io.fourinsight.camel.sandbox.blob.BlobStore;
import io.fourinsight.camel.sandbox.blob.SharedAccess;
import io.fourinsight.camel.sandbox.growth.Growth;
import io.fourinsight.camel.sandbox.http.Server;
import io.fourinsight.camel.sandbox.http.Service;
import io.fourinsight.camel.sandbox.live.LiveSeries;
import io.fourinsight.camel.sandbox.odata.ItemChanges;
import io.fourinsight.camel.sandbox.odata.RestApi;
import io.fourinsight.camel.sandbox.page.Activity;
import io.fourinsight.camel.sandbox.page.SandboxPage;
import io.fourinsight.camel.sandbox.reservoir.BlobAccess;
import io.fourinsight.camel.sandbox.reservoir.Reservoir;
import io.fourinsight.camel.sandbox.reservoir.ReservoirSwitches;
import io.fourinsight.camel.sandbox.reservoir.SeriesCatalogue;
import io.fourinsight.camel.sandbox.reservoir.SeriesSeed;
import io.fourinsight.camel.sandbox.reservoir.SeriesStore;
import io.fourinsight.camel.sandbox.reservoir.SeriesViews;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.DoubleUnaryOperator;

/**
 * A local 4Insight on 127.0.0.1: identity provider, REST API and reservoir, seeded with data.
 *
 * <p>Starts answering when it is built; safe for use by any number of threads.
 */
public final class Sandbox implements AutoCloseable {

    /** The client that every sandbox knows. */
    public static final String CLIENT_ID = "sandbox-client";

    public static final String CLIENT_SECRET = "sandbox-secret";

    /** The user that every sandbox knows. */
    public static final String USER = "alice";

    public static final String PASSWORD = "alice-password";

    /** The client that users sign in with; it keeps a secret, and is the one of {@link #authorityUrl}. */
    public static final String USER_CLIENT_ID = IdentityProvider.USER_CLIENT_ID;

    public static final String USER_CLIENT_SECRET = IdentityProvider.USER_CLIENT_SECRET;

    /** A client that users sign in with and that has no secret, so it must use PKCE. */
    public static final String NATIVE_CLIENT_ID = IdentityProvider.NATIVE_CLIENT_ID;

    /** Where the services lie, for the path prefixes of {@link #faults} and {@link #requests}. */
    public static final String TOKEN_PATH = Endpoints.TOKEN;

    public static final String AUTHORIZE_PATH = Endpoints.AUTHORIZE;
    public static final String AUTHORITY_PATH = Endpoints.API_AUTHORITY;
    public static final String RESERVOIR_AUTHORITY_PATH = Endpoints.RESERVOIR_AUTHORITY;

    public static final String API_PATH = "/4insight-api/";
    public static final String RESERVOIR_PATH = "/reservoir-api/api/";

    /** Where blobs lie on their own host, {@link #blobUrl}: what is uploaded, and the day files. */
    public static final String BLOB_PATH = "/sandboxreservoir/";

    public static final String UPLOAD_PATH = BLOB_PATH + "uploads/";
    public static final String DAY_FILE_PATH = BLOB_PATH + "days/";

    /** A campaign with events, sensors and channels; there are two more. */
    public static final String CAMPAIGN = "5372f53f-f952-4fef-8839-5aad5fac0dba";

    /** Predicted water level at three Norwegian tide gauges, in metres, every 10 minutes of 2026. */
    public static final String STAVANGER = SeriesSeed.STAVANGER;

    public static final String BERGEN = SeriesSeed.BERGEN;
    public static final String KRISTIANSUND = SeriesSeed.KRISTIANSUND;

    /** The tide at two of them, in metres, every minute from 2020 to the clock's now. */
    public static final String TIDE_STAVANGER = LiveSeries.TIDE_STAVANGER.id();

    public static final String TIDE_BERGEN = LiveSeries.TIDE_BERGEN.id();

    /** Made-up accelerations, in m/s², every second of June 2026. */
    public static final String ACCELERATION_X = SeriesSeed.ACCELERATION_X;

    public static final String ACCELERATION_Y = SeriesSeed.ACCELERATION_Y;
    public static final String ACCELERATION_Z = SeriesSeed.ACCELERATION_Z;

    /** Made-up significant height, in metres, and peak period, in seconds, of the waves, every hour of 2026. */
    public static final String WAVE_HEIGHT = SeriesSeed.WAVE_HEIGHT;

    public static final String WAVE_PERIOD = SeriesSeed.WAVE_PERIOD;

    /** Words, every hour of 1 and 2 January 2026. */
    public static final String STATUS_TEXT = SeriesSeed.STATUS_TEXT;

    /** {@code true} and {@code false}, every hour of 1 and 2 January 2026. */
    public static final String FLAG = SeriesSeed.FLAG;

    /** A series without samples. */
    public static final String EMPTY = SeriesSeed.EMPTY;

    /** Hourly samples of January 2025, uploaded too long ago for aggregates. */
    public static final String OLD = SeriesSeed.OLD;

    private static final ServiceScopes API_SCOPES =
            new ServiceScopes("https://4subseaid.onmicrosoft.com/4insight-api-prod");
    private static final ServiceScopes RESERVOIR_SCOPES =
            new ServiceScopes("https://4subseaid.onmicrosoft.com/reservoir-prod");

    private final Requests requests = new Requests();
    private final Faults faults = new Faults();
    private final SeriesStore series;
    private final Server server;
    private final Server blobServer;
    private final BlobStore blobs;
    private final SharedAccess signatures;
    private final ReservoirSwitches switches = new ReservoirSwitches();
    private final Endpoints endpoints;
    private final IdentityProvider identity;
    private final ItemChanges items;

    Sandbox(SandboxBuilder settings) throws IOException {
        Clock clock = settings.clock();
        series = SeriesSeed.store(clock);
        blobs = new BlobStore(clock);
        signatures = new SharedAccess(BLOB_PATH.replace("/", ""), clock);
        server = settings.hasDatesOfClock() ? Server.bind(settings.port(), clock) : Server.bind(settings.port());
        blobServer = Server.bind(0);
        endpoints = new Endpoints(server.origin());
        identity = new IdentityProvider(endpoints, API_SCOPES, RESERVOIR_SCOPES, settings.identity());
        RestApi api = new RestApi(API_PATH, settings.pageSize(), clock);
        items = api.changes();
        settings.growing().forEach(series::grow);
        settings.changes().forEach(change -> change.accept(items));
        BlobAccess access = new BlobAccess(blobUrl(), blobs, signatures);
        Reservoir reservoir = new Reservoir(RESERVOIR_PATH, series, access, switches, clock);
        Map<String, Service> services = new HashMap<>(identity.services());
        services.put(API_PATH, identity.guard(API_SCOPES, api));
        services.put(RESERVOIR_PATH, identity.guard(RESERVOIR_SCOPES, reservoir));
        Map<String, Service> blobServices = Map.of(BLOB_PATH, new BlobService(BLOB_PATH, blobs, signatures));
        Activity activity = new Activity(identity.callers(), TOKEN_PATH, clock);
        FaultSwitches switched = new FaultSwitches();
        SandboxPage page = new SandboxPage(
                activity,
                new SeriesViews(series, switches, clock),
                api.campaigns(),
                switched.controls(identity, switches, settings.identity().tokenLifetime()),
                () -> PageConnection.of(this));
        blobServer.startStreaming(
                activity.watch(new FrontDoor(requests, faults, switched, identity.callers(), blobServices)));
        server.start(
                page.before(activity.watch(new FrontDoor(requests, faults, switched, identity.callers(), services))));
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
        return endpoints.token();
    }

    /** The token URL that {@link #authorityUrl} tells: the same endpoint, with the policy in the query. */
    public URI userTokenUrl() {
        return endpoints.userToken();
    }

    /** The issuer, below which OpenID discovery is found. */
    public URI issuer() {
        return endpoints.issuer();
    }

    /** Where a user signs in to the REST API, and is shown the code to paste. */
    public URI authorityUrl() {
        return endpoints.apiAuthority();
    }

    /** Where a user signs in to the reservoir, and is shown the code to paste. */
    public URI reservoirAuthorityUrl() {
        return endpoints.reservoirAuthority();
    }

    /** Where a browser shows what is in the sandbox and what is done with it; ends with a slash. */
    public URI pageUrl() {
        return server.origin().resolve("/");
    }

    /** The base of the REST API, ends with a slash. */
    public URI apiUrl() {
        return server.origin().resolve(API_PATH);
    }

    /** The base of the reservoir, ends with a slash. */
    public URI reservoirUrl() {
        return server.origin().resolve(RESERVOIR_PATH);
    }

    /** The base of the blob store, which is another origin than that of the services; ends with a slash. */
    public URI blobUrl() {
        return blobServer.origin().resolve(BLOB_PATH);
    }

    public String apiScope() {
        return API_SCOPES.ofApplications();
    }

    public String reservoirScope() {
        return RESERVOIR_SCOPES.ofApplications();
    }

    /** What a client asks for on behalf of a user: writing, an id token and a refresh token. */
    public String apiUserScope() {
        return API_SCOPES.ofUsers();
    }

    public String reservoirUserScope() {
        return RESERVOIR_SCOPES.ofUsers();
    }

    /** Adds an application, or gives a known client another secret. */
    public void addClient(String id, String secret) {
        identity.addClient(id, secret);
    }

    /** Sets the lifetime of the access tokens issued from now on. */
    public void tokenLifetime(Duration lifetime) {
        identity.tokenLifetime(lifetime);
    }

    /** Makes every access token issued so far invalid. */
    public void revokeTokens() {
        identity.revokeTokens();
    }

    /** Makes every refresh token issued so far invalid; access tokens stay good. */
    public void revokeRefreshTokens() {
        identity.revokeRefreshTokens();
    }

    /**
     * Whether a refresh spends the refresh token and gives another one, as by default; if not, answers to refreshes have
     * none, and the first one stays good.
     */
    public void rotateRefreshTokens(boolean rotate) {
        identity.rotateRefreshTokens(rotate);
    }

    /** How often a refresh token was used that had been spent before; each time ended its family. */
    public long refreshTokenReuses() {
        return identity.refreshTokenReuses();
    }

    /**
     * Adds or replaces a series, as uploaded now by the sandbox's clock.
     *
     * @param timestamps nanoseconds since the epoch, ascending
     */
    public void addSeries(String id, long[] timestamps, double[] values) {
        series.put(id, timestamps, values);
    }

    /**
     * Adds or replaces a series of evenly spaced samples, which are computed when they are read and never held; there may
     * be many millions.
     *
     * @param valueAtSecond the value by the seconds since the start, the same each time
     */
    public void addSeries(String id, Instant start, Duration step, int samples, DoubleUnaryOperator valueAtSecond) {
        series.put(id, start, step, samples, valueAtSecond);
    }

    /**
     * Lays day files over a series, which may be new, as uploaded now by the sandbox's clock.
     *
     * @param bodies CSV, also of bad quality, served as it is; the last one goes before the others
     */
    public void addDayFiles(String id, LocalDate day, byte[]... bodies) {
        series.addDayFiles(id, day.toEpochDay(), List.of(bodies));
    }

    /** Adds or replaces a series that grows by the sandbox's clock, until it is replaced or removed. */
    public void addGrowingSeries(String id, Growth growth) {
        series.grow(id, growth);
    }

    /** Removes a series. */
    public void removeSeries(String id) {
        series.remove(id);
    }

    /** Takes all samples from a series; one that grows goes on with what comes later. */
    public void emptySeries(String id) {
        series.empty(id);
    }

    /** Puts one new file of numbers, with the same samples, in the place of the files of a series. */
    public void rewriteSeries(String id) {
        series.rewrite(id);
    }

    /** The numbers that a series has now, by nanoseconds since the epoch; NaN for an empty value and for text. */
    public NavigableMap<Long, Double> samples(String id) {
        return series.samples(id);
    }

    /** All series as they are now, with their names. */
    public List<SeriesCatalogue.Entry> series() {
        return SeriesCatalogue.of(series);
    }

    /** Changes of the items of collections. */
    public ItemChanges items() {
        return items;
    }

    /** How long the signatures of tickets and day files given from now on are good, an hour at first. */
    public void signatureLifetime(Duration lifetime) {
        signatures.lifetime(lifetime);
    }

    /** Switches for uploads and day files. */
    public ReservoirSwitches reservoir() {
        return switches;
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
        blobServer.close();
        blobs.close();
    }
}
