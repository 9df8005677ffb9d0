package io.fourinsight.camel.sandbox.page;

import io.fourinsight.camel.sandbox.reservoir.SeriesCatalogue;
import io.fourinsight.camel.sandbox.reservoir.SeriesViews;
import io.fourinsight.camel.sandbox.reservoir.Writes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a page that is open asks for each second: how everything is, and what has come since it asked last.
 *
 * @param run another one in each sandbox
 */
record State(String run, Activity activity, SeriesViews series, Controls controls) {

    private static final double NANOS_PER_MILLI = 1e6;

    Map<String, Object> json(long afterRequest, long afterWrite) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", run);
        json.put(
                "series",
                series.spans().stream()
                        .sorted(Comparator.comparing(SeriesViews.Span::id, SeriesCatalogue.BY_INTEREST))
                        .map(State::json)
                        .toList());
        json.put(
                "writes",
                series.writes().after(afterWrite).stream().map(State::json).toList());
        json.put(
                "requests",
                activity.after(afterRequest).stream().map(State::json).toList());
        List<Map<String, Object>> clients = new ArrayList<>();
        activity.clients().forEach((client, count) -> clients.add(json(client, count)));
        json.put("clients", clients);
        json.put("switches", controls.positions().stream().map(State::json).toList());
        json.put("actions", controls.actions().stream().map(State::json).toList());
        return json;
    }

    private static Map<String, Object> json(SeriesViews.Span span) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", span.id());
        json.put("name", SeriesCatalogue.title(span.id()));
        json.put("version", span.version());
        if (!span.empty()) {
            json.put("first", span.first());
            json.put("last", span.last());
        }
        return json;
    }

    private static Map<String, Object> json(Writes.Write write) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", write.number());
        json.put("at", write.at().toEpochMilli());
        json.put("what", write.what());
        json.put("series", write.seriesId());
        json.put("samples", write.samples());
        json.put("first", write.first() / NANOS_PER_MILLI);
        json.put("last", write.last() / NANOS_PER_MILLI);
        return json;
    }

    private static Map<String, Object> json(Activity.Answered request) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", request.number());
        json.put("at", request.at().toEpochMilli());
        json.put("method", request.method());
        json.put("path", request.path());
        json.put("client", request.client());
        json.put("status", request.status());
        json.put("millis", request.millis());
        return json;
    }

    private static Map<String, Object> json(String client, Activity.Count count) {
        return Map.of(
                "client", client,
                "requests", count.requests(),
                "issued", count.issued(),
                "refused", count.refused());
    }

    private static Map<String, Object> json(Controls.Position position) {
        return Map.of(
                "key", position.key(),
                "title", position.title(),
                "detail", position.detail(),
                "on", position.on());
    }

    private static Map<String, Object> json(Controls.Action action) {
        return Map.of("key", action.key(), "title", action.title(), "detail", action.detail());
    }
}
