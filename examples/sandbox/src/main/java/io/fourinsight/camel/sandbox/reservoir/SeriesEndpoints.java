package io.fourinsight.camel.sandbox.reservoir;

import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The HTTP of single series: info, creation, files laid over them, metadata, their end. */
final class SeriesEndpoints {

    private static final String OWNER = "sandbox@example.com";

    private final SeriesStore store;
    private final Uploads uploads;
    private final MetadataStore metadata;
    private final ReservoirSwitches switches;

    SeriesEndpoints(SeriesStore store, Uploads uploads, MetadataStore metadata, ReservoirSwitches switches) {
        this.store = store;
        this.uploads = uploads;
        this.metadata = metadata;
        this.switches = switches;
    }

    void addTo(Routes routes) {
        routes.on("GET", "timeseries/*", (request, series) -> info(series.get(0)))
                .on("POST", "timeseries/create", (request, none) -> create(request))
                .on("POST", "timeseries/add", (request, none) -> add(request))
                .on("PUT", "timeseries/*", (request, series) -> createEmpty(series.get(0)))
                .on("DELETE", "timeseries/*", (request, series) -> delete(series.get(0)))
                .on("PUT", "timeseries/*/metadata", (request, series) -> attach(request, series.get(0)))
                .on("DELETE", "timeseries/*/metadata", (request, series) -> detach(request, series.get(0)));
    }

    private Response info(String id) {
        Series series = store.get(id);
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("TimeSeriesId", series.id());
        info.put("TimeOfFirstSample", series.firstTimestamp());
        info.put("TimeOfLastSample", series.lastTimestamp());
        info.put("LastModifiedByEmail", OWNER);
        info.put("Created", Times.format(series.createdAt()));
        info.put("LastModified", Times.format(series.modifiedAt()));
        info.put("CreatedByEmail", OWNER);
        info.put("Metadata", metadata.of(id).stream().map(Metadata::json).toList());
        info.put("Aliases", List.of());
        return Response.json(200, info);
    }

    private Response create(Request request) {
        String fileId = field(request, "FileId");
        SeriesFile file = uploads.get(fileId).file();
        String id = UUID.randomUUID().toString();
        store.create(id);
        switches.countCreate(fileId);
        Series series = store.add(id, file);
        store.writes().file("created", id, file);
        return written(series, fileId);
    }

    private Response add(Request request) {
        String fileId = field(request, "FileId");
        SeriesFile file = uploads.get(fileId).file();
        Series series = store.add(field(request, "TimeSeriesId"), file);
        switches.countAdd(fileId);
        store.writes().file("appended", series.id(), file);
        return written(series, fileId);
    }

    private Response createEmpty(String id) {
        Series series = store.create(id);
        store.writes().series("created", id);
        return written(series, null);
    }

    private Response delete(String id) {
        store.remove(id);
        metadata.forgetSeries(id);
        store.writes().series("removed", id);
        return Response.of(204);
    }

    private Response attach(Request request, String id) {
        metadata.attach(store.get(id).id(), JsonBody.texts(request));
        return info(id);
    }

    private Response detach(Request request, String id) {
        metadata.detach(store.get(id).id(), JsonBody.texts(request));
        return info(id);
    }

    private static Response written(Series series, String fileId) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("FileId", fileId);
        json.put("TimeSeriesId", series.id());
        json.put("TimeOfFirstSample", series.firstTimestamp());
        json.put("TimeOfLastSample", series.lastTimestamp());
        return Response.json(200, json);
    }

    private static String field(Request request, String name) {
        String value = MultivaluedMapUtils.getFirstValue(URLUtils.parseParameters(request.body()), name);
        if (value == null || value.isEmpty()) {
            throw Refusal.badRequest("%s is missing in the form.".formatted(name));
        }
        return value;
    }
}
