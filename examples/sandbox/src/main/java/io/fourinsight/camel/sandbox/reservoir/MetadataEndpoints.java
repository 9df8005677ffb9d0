package io.fourinsight.camel.sandbox.reservoir;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** The HTTP of metadata by itself, and of the search for series by theirs. */
final class MetadataEndpoints {

    private final MetadataStore store;

    MetadataEndpoints(MetadataStore store) {
        this.store = store;
    }

    void addTo(Routes routes) {
        routes.on("POST", "metadata/search", (request, none) -> search(request))
                .on("GET", "metadata", (request, none) -> names(entry -> true, Metadata::namespace))
                .on("GET", "metadata/*", (request, name) -> entryOrKeys(name.get(0)))
                .on("DELETE", "metadata/*", (request, id) -> delete(id.get(0)))
                .on("GET", "metadata/*/*", (request, name) -> entry(store.find(name.get(0), name.get(1))))
                .on("PUT", "metadata/*/*", (request, name) -> put(request, name.get(0), name.get(1)))
                .on("GET", "timeseries/search/*", (request, path) -> series(path))
                .on("GET", "timeseries/search/*/*", (request, path) -> series(path))
                .on("GET", "timeseries/search/*/*/*", (request, path) -> series(path))
                .on("GET", "timeseries/search/*/*/*/*", (request, path) -> seriesIds(path));
    }

    private Response put(Request request, String namespace, String key) {
        Map<String, Object> value = JsonBody.map(JsonBody.read(request), "Value");
        String overwrite = MultivaluedMapUtils.getFirstValue(URLUtils.parseParameters(request.rawQuery()), "overwrite");
        return Response.json(
                200,
                store.put(namespace, key, value, Boolean.parseBoolean(overwrite))
                        .json());
    }

    /** One segment is an id, which are all UUIDs, or a namespace. */
    private Response entryOrKeys(String name) {
        return isId(name)
                ? entry(store.find(name))
                : names(entry -> entry.namespace().equals(name), Metadata::key);
    }

    private Response search(Request request) {
        JsonNode body = JsonBody.read(request);
        Map<String, Object> value = body.hasNonNull("Value") ? JsonBody.map(body, "Value") : Map.of();
        Optional<String> namespace = Optional.ofNullable(body.path("Namespace").textValue());
        Optional<String> key = Optional.ofNullable(body.path("Key").textValue());
        return Response.json(
                200,
                json(store.select(
                        entry -> namespace.map(entry.namespace()::equals).orElse(true)
                                && key.map(entry.key()::equals).orElse(true)
                                && entry.has(value))));
    }

    private Response delete(String id) {
        store.remove(id);
        return Response.of(204);
    }

    private Response series(List<String> path) {
        Map<String, Object> json = new LinkedHashMap<>();
        store.seriesWith(fits(path)).forEach((id, metadata) -> json.put(id, json(metadata)));
        return Response.json(200, json);
    }

    private Response seriesIds(List<String> path) {
        return Response.json(200, store.seriesWith(fits(path)).keySet());
    }

    /** The namespace, how the key begins, the name, and a part of the value's text, as far as they are given. */
    private static Predicate<Metadata> fits(List<String> path) {
        return entry -> entry.namespace().equals(path.get(0))
                && (path.size() < 2 || entry.key().startsWith(path.get(1)))
                && (path.size() < 3 || entry.value().containsKey(path.get(2)))
                && (path.size() < 4
                        || String.valueOf(entry.value().get(path.get(2))).contains(path.get(3)));
    }

    private Response names(Predicate<Metadata> wanted, Function<Metadata, String> name) {
        return Response.json(
                200, store.select(wanted).stream().map(name).distinct().toList());
    }

    private static Response entry(Optional<Metadata> entry) {
        return Response.json(
                200,
                entry.orElseThrow(() -> Refusal.notFound("There is no such metadata."))
                        .json());
    }

    private static List<Map<String, Object>> json(List<Metadata> entries) {
        return entries.stream().map(Metadata::json).toList();
    }

    private static boolean isId(String name) {
        try {
            return UUID.fromString(name).toString().equalsIgnoreCase(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
