package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Routes;
import io.fourinsight.camel.sandbox.http.Service;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** The reservoir's HTTP: puts its endpoints together, and answers ping and aggregates itself. */
public final class Reservoir implements Service {

    private final String path;
    private final ReservoirSwitches switches;
    private final Clock clock;
    private final Routes routes = new Routes();

    /**
     * @param path under which the reservoir lies, ends with a slash
     */
    public Reservoir(String path, SeriesStore store, BlobAccess blobs, ReservoirSwitches switches, Clock clock) {
        this.path = path;
        this.switches = switches;
        this.clock = clock;
        Uploads uploads = new Uploads(blobs, switches, clock);
        MetadataStore metadata = new MetadataStore(clock);
        SeriesCatalogue.describe(metadata);
        DayListing days = new DayListing(store, blobs, switches);
        routes.on("GET", "ping", (request, none) -> Response.json(200, Map.of("status", "pong")))
                .on(
                        "GET",
                        "reservoir/timeseries/*/samples/aggregate",
                        (request, series) -> aggregate(store.get(series.get(0)), request));
        uploads.addTo(routes);
        new MetadataEndpoints(metadata).addTo(routes);
        // After the search, which may be for a namespace "data" and a key "days".
        routes.on("GET", "timeseries/*/data/days", (request, series) -> days.list(request, series.get(0)));
        new SeriesEndpoints(store, uploads, metadata, switches).addTo(routes);
    }

    @Override
    public Response answer(Request request) {
        return routes.answer(request, request.segmentsAfter(path));
    }

    private Response aggregate(Series series, Request request) {
        AggregateQuery query = new AggregateQuery(request.rawQuery());
        Samples samples = series.samplesUploadedSince(switches.fastPathStart(clock.instant()));
        Aggregation.Page page = query.aggregation().page(samples, query.from());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("value", page.windows().stream().map(Reservoir::json).toList());
        page.next()
                .ifPresent(window -> answer.put(
                        "@odata.nextLink", request.url().resolve(request.path()) + "?" + query.continuedAt(window)));
        return Response.json(200, answer);
    }

    private static Map<String, Object> json(Aggregation.Window window) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("Timestamp", Times.format(window.start()));
        json.put("Value", window.value());
        return json;
    }
}
