package io.fourinsight.camel.sandbox.reservoir;

import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.fourinsight.camel.sandbox.blob.Blob;
import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * The HTTP of {@code data/days}: which day files hold the samples of a time, each with a signature to read it.
 *
 * <p>The files come in the order in which they were added, so a later one goes before an earlier one.
 */
final class DayListing {

    private static final String CONTAINER = "days";

    private final SeriesStore store;
    private final BlobAccess blobs;
    private final ReservoirSwitches switches;

    DayListing(SeriesStore store, BlobAccess blobs, ReservoirSwitches switches) {
        this.store = store;
        this.blobs = blobs;
        this.switches = switches;
    }

    Response list(Request request, String seriesId) {
        Series series = store.get(seriesId);
        Map<String, List<String>> query = URLUtils.parseParameters(request.rawQuery());
        long start = time(query, "start", Long.MIN_VALUE);
        long end = time(query, "end", Long.MAX_VALUE);
        if (start > end) {
            throw Refusal.badRequest("start is after end.");
        }
        List<Map<String, Object>> files = new ArrayList<>();
        long first = Days.of(start);
        long last = Days.of(end);
        for (SeriesFile file : series.files(first, last)) {
            List<Map<String, Object>> chunks = chunks(seriesId, file, first, last);
            if (!chunks.isEmpty()) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("Index", files.size());
                json.put("FileId", file.id());
                json.put("Chunks", chunks);
                files.add(json);
            }
        }
        return Response.json(200, Map.of("Files", files));
    }

    private List<Map<String, Object>> chunks(String seriesId, SeriesFile file, long first, long last) {
        NavigableMap<Long, Blob> days = file.content().days(first, last);
        List<Map<String, Object>> chunks = new ArrayList<>();
        days.forEach((day, blob) -> {
            String path = "%s/%d/%s".formatted(seriesId, day, file.id());
            blobs.putIfAbsent(CONTAINER, path, blob);
            Map<String, Object> chunk = blobs.ticket(CONTAINER, path, "r");
            chunk.put("ContentMd5", md5(blob));
            chunk.put("VersionId", Times.format(file.uploadedAt()));
            chunk.put("DaysSinceEpoch", day);
            chunks.add(chunk);
        });
        return chunks;
    }

    private String md5(Blob blob) {
        byte[] md5 = blob.md5();
        if (switches.isWrongMd5()) {
            md5[0] ^= 1;
        }
        return Base64.getEncoder().encodeToString(md5);
    }

    private static long time(Map<String, List<String>> query, String name, long otherwise) {
        String value = MultivaluedMapUtils.getFirstValue(query, name);
        return value == null ? otherwise : Times.parse(name, value);
    }
}
