package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reservoir's HTTP: ping, series info and aggregates. */
public final class Reservoir implements Service {

    private static final String OWNER = "sandbox@example.com";

    private final String path;
    private final SeriesStore store;
    private final Clock clock;

    /**
     * @param path under which the reservoir lies, ends with a slash
     */
    public Reservoir(String path, SeriesStore store, Clock clock) {
        this.path = path;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Response answer(Request request) {
        if (!request.method().equals("GET")) {
            throw Refusal.methodNotAllowed(request);
        }
        List<String> segments = request.segmentsAfter(path);
        if (segments.equals(List.of("ping"))) {
            return Response.json(200, Map.of("status", "pong"));
        }
        if (segments.size() == 2 && segments.get(0).equals("timeseries")) {
            return info(store.get(segments.get(1)));
        }
        if (segments.size() == 5
                && segments.equals(List.of("reservoir", "timeseries", segments.get(2), "samples", "aggregate"))) {
            return aggregate(store.get(segments.get(2)), request);
        }
        throw Refusal.notFound("There is nothing at %s.".formatted(request.path()));
    }

    private static Response info(Series series) {
        Samples samples = series.samples();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("TimeSeriesId", series.id());
        info.put("TimeOfFirstSample", samples.isEmpty() ? 0 : samples.timestamp(0));
        info.put("TimeOfLastSample", samples.isEmpty() ? -1 : samples.timestamp(samples.size() - 1));
        info.put("LastModifiedByEmail", OWNER);
        info.put("Created", Times.format(series.uploadedAt()));
        info.put("LastModified", Times.format(series.uploadedAt()));
        info.put("CreatedByEmail", OWNER);
        info.put("Metadata", List.of());
        info.put("Aliases", List.of());
        return Response.json(200, info);
    }

    private Response aggregate(Series series, Request request) {
        AggregateQuery query = new AggregateQuery(request.rawQuery());
        Aggregation.Page page = query.aggregation().page(series.samplesOnFastPath(clock.instant()), query.from());
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
