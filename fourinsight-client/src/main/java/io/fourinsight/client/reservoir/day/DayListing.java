package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.base.ContentMd5;
import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.request.ReservoirClient;
import io.fourinsight.client.reservoir.text.Timestamps;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Cancellation;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.url.ServiceUrl;
import io.fourinsight.client.rest.url.SignedUrl;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks the reservoir which files hold the samples of a window. */
final class DayListing {

    /**
     * What was listed.
     *
     * @param serviceTime when it was, by the service's clock, if that is known
     */
    record Listing(List<ListedDay> days, Optional<Instant> serviceTime) {}

    private final RestClient client;
    private final ServiceUrl service;

    /** @param client one that nobody listens to, for the answers hold signatures */
    DayListing(RestClient client, ServiceUrl service) {
        this.client = client;
        this.service = service;
    }

    /**
     * The days of the window that have files, in ascending order.
     *
     * @param cancellation cuts the request
     * @throws RestException if the listing cannot be had or is malformed
     */
    Listing list(DataQuery query, RequestContext caller, Cancellation cancellation) {
        RestRequest request = RestRequest.get(
                        ServiceUrl.build(service.at("timeseries", query.seriesId(), "data", "days")
                                .addParameter("start", Long.toString(query.start()))
                                // the service takes it as the last nanosecond
                                .addParameter("end", Long.toString(query.end() - 1))))
                .about(ReservoirClient.series(query.seriesId()));
        return client.send(
                request,
                caller,
                cancellation,
                response -> new Listing(days(request, Json.reader(request).read(response)), response.date()));
    }

    private static List<ListedDay> days(RestRequest request, @Nullable Object answer) {
        try {
            return read(answer);
        } catch (IllegalArgumentException e) {
            throw new RestException.Malformed(
                    request.method(), request.uri(), "the listing of day files: " + e.getMessage());
        }
    }

    /** The order of the answer's files is their order of precedence, within each day. */
    private static List<ListedDay> read(@Nullable Object answer) {
        Map<Long, List<ListedFile>> days = new TreeMap<>();
        for (Object entry : list(object(answer, "it"), "Files")) {
            Map<String, Object> file = object(entry, "a file");
            for (Object chunk : list(file, "Chunks")) {
                ListedFile listed = file(text(file, "FileId"), object(chunk, "a chunk"));
                days.computeIfAbsent(listed.day(), day -> new ArrayList<>()).add(listed);
            }
        }
        return days.entrySet().stream()
                .map(day -> new ListedDay(day.getKey(), day.getValue()))
                .toList();
    }

    private static ListedFile file(@Nullable String fileId, Map<String, Object> chunk) {
        String path = required(chunk, "Path");
        try {
            return new ListedFile(
                    Long.parseLong(required(chunk, "DaysSinceEpoch")),
                    fileId,
                    text(chunk, "VersionId"),
                    text(chunk, "Container"),
                    path,
                    SignedUrl.parse(required(chunk, "Endpoint")),
                    md5(text(chunk, "ContentMd5")),
                    expiry(text(chunk, "SasKeyExpirationTime")));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("file " + path + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable ContentMd5 md5(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return ContentMd5.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("ContentMd5 is not one: " + e.getMessage(), e);
        }
    }

    /** Only told in errors, so one that cannot be read does not matter. */
    private static @Nullable Instant expiry(@Nullable String text) {
        try {
            return text == null ? null : Timestamps.instant(Timestamps.parse(text));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    /** The members by name in any case. */
    private static Map<String, Object> object(@Nullable Object value, String what) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(what + " is not an object");
        }
        Map<String, Object> members = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        map.forEach((name, member) -> members.put(name.toString(), member));
        return members;
    }

    private static List<?> list(Map<String, Object> object, String name) {
        if (object.get(name) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(name + " is missing or not a list");
    }

    private static @Nullable String text(Map<String, Object> object, String name) {
        Object value = object.get(name);
        return value == null ? null : value.toString();
    }

    private static String required(Map<String, Object> object, String name) {
        String text = text(object, name);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }
}
