package io.fourinsight.camel.benchmark.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.hc.core5.http.HttpStatus;

/** What the server answers, by the path of the request. */
final class Answers {

    private static final int ITEM_SIZE = 500;

    /** Series that have nothing new. */
    private static final String IDLE = "idle-";

    private static final String NO_FILES = "{\"Files\":[]}";

    /** Of any series; a consumer that begins asks for it, for the date of the answer. */
    private static final String INFO = "{\"TimeOfFirstSample\":0,\"TimeOfLastSample\":0}";

    private final TokenService tokens = new TokenService();
    private final Uploads uploads = new Uploads();
    private final Map<String, DayStore> stores = new ConcurrentHashMap<>();
    private final Map<String, ByteBuffer> pages = new ConcurrentHashMap<>();
    private final ByteBuffer item = item();
    private final BusyDays busy;
    private final String base;

    Answers(String base) {
        this.base = base;
        this.busy = new BusyDays(base + "/busy/");
    }

    /** @param hasBody whether the request has one, which is gone by now */
    Answer to(String requestPath, boolean hasBody) {
        String[] path = requestPath.split("\\?", 2)[0].substring(1).split("/");
        return switch (path[0]) {
            case "token" -> Answer.json(tokens.grant());
            case "slow" -> slow(path[1]);
            case "api" -> api(path);
            case "blobs" -> hasBody ? Answer.status(HttpStatus.SC_CREATED) : file(path);
            case "busy" ->
                path[1].equals("requests")
                        ? Answer.json(Long.toString(busy.requests()))
                        : busy.file(Long.parseLong(path[1]), Integer.parseInt(path[2]));
            case "reservoir" ->
                path.length > 3 && path[2].startsWith(BusyDays.SERIES) ? busy.listing(requestPath) : reservoir(path);
            default -> Answer.status(HttpStatus.SC_NOT_FOUND);
        };
    }

    private Answer slow(String what) {
        return switch (what) {
            case "requests" -> Answer.json(Integer.toString(tokens.requests()));
            case "fail" -> {
                tokens.fail();
                yield Answer.status(HttpStatus.SC_OK);
            }
            default -> tokens.slowGrant();
        };
    }

    private Answer api(String[] path) {
        return switch (path[1]) {
            case "items" -> Answer.json(item);
            case "late" -> page("api/late/", path[2], ItemPages::page).after(Duration.ofMillis(5));
            default -> page("api/pages/", path[2], ItemPages::page);
        };
    }

    /** Makes a page from its number and the start of its next link. */
    private interface PageMaker {
        byte[] page(int number, String link);
    }

    private Answer page(String path, String number, PageMaker maker) {
        return Answer.json(pages.computeIfAbsent(
                path + number, key -> Body.ready(maker.page(Integer.parseInt(number), base + "/" + path))));
    }

    private Answer reservoir(String[] path) {
        String last = path[path.length - 1];
        if (path.length == 3 && path[1].equals("timeseries")) {
            return Answer.json(INFO);
        }
        if (last.equals("aggregate") && path[3].equals("short")) {
            return Answer.json(Body.ready(AggregatePages.day()));
        }
        if (path[1].equals("aggregates")) {
            return page("reservoir/aggregates/", last, AggregatePages::page);
        }
        return switch (last) {
            case "days" ->
                path[2].startsWith(IDLE)
                        ? Answer.json(NO_FILES)
                        : Answer.json(store(path[2]).listing());
            case "aggregate" -> page("reservoir/aggregates/", "0", AggregatePages::page);
            case "upload" -> Answer.json(uploads.ticket(base + "/blobs/uploads/"));
            case "status" -> Answer.json(uploads.status(path[2]));
            case "commit" -> Answer.status(HttpStatus.SC_NO_CONTENT);
            case "add" -> Answer.json(uploads.added("F-1"));
            default -> Answer.status(HttpStatus.SC_NOT_FOUND);
        };
    }

    private Answer file(String[] path) {
        return Answer.file(store(path[1]).file(Integer.parseInt(path[2])));
    }

    private DayStore store(String series) {
        Function<String, DayStore> make = id -> DayStore.of(Series.of(id), base + "/blobs/" + id + "/");
        return stores.computeIfAbsent(series, make);
    }

    private static ByteBuffer item() {
        StringBuilder json =
                new StringBuilder("{\"Id\":1,\"CampaignName\":\"Campaign 1\",\"WaterDepth\":100.5,\"Comment\":\"");
        json.append("x".repeat(ITEM_SIZE - json.length() - 2)).append("\"}");
        return Body.ready(json.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
