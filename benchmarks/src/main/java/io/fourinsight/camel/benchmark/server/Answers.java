package io.fourinsight.camel.benchmark.server;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpStatus;

/** What the server answers, by the path of the request. */
final class Answers {

    private static final int ITEM_SIZE = 500;

    /** Series that have nothing new. */
    private static final String IDLE = "idle-";

    /** A series of aggregates; with anything behind it, of a service that takes 50 ms for a page. */
    private static final String AGGREGATES = "aggregates";

    private static final Pattern WINDOW = Pattern.compile("start=([^&]+)&end=([^&]+)");

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
                path.length > 3 && path[2].startsWith(BusyDays.SERIES)
                        ? busy.listing(requestPath)
                        : path.length > 4 && path[3].startsWith(AGGREGATES)
                                ? window(path[3], requestPath)
                                : reservoir(path);
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

    /** The first page of a window of aggregates. */
    private Answer window(String series, String request) {
        Matcher window = WINDOW.matcher(URLDecoder.decode(request, StandardCharsets.UTF_8));
        if (!window.find()) {
            throw new IllegalArgumentException("no window: " + request);
        }
        return aggregates(series, AggregatePages.index(window.group(1)), AggregatePages.index(window.group(2)));
    }

    private Answer aggregates(String series, int from, int to) {
        String link = base + "/reservoir/" + series + "/";
        Answer page = Answer.json(
                pages.computeIfAbsent(link + from + "/" + to, key -> Body.ready(AggregatePages.page(from, to, link))));
        return series.equals(AGGREGATES) ? page : page.after(Duration.ofMillis(50));
    }

    private Answer reservoir(String[] path) {
        String last = path[path.length - 1];
        if (path.length == 3 && path[1].equals("timeseries")) {
            return Answer.json(INFO);
        }
        if (last.equals("aggregate") && path[3].equals("short")) {
            return Answer.json(Body.ready(AggregatePages.day()));
        }
        if (path[1].startsWith(AGGREGATES)) {
            return aggregates(path[1], Integer.parseInt(path[2]), Integer.parseInt(last));
        }
        return switch (last) {
            case "days" ->
                path[2].startsWith(IDLE)
                        ? Answer.json(NO_FILES)
                        : Answer.json(store(path[2]).listing());
            case "upload" -> Answer.json(uploads.ticket(base + "/blobs/uploads/"));
            case "status" -> Answer.json(uploads.status(path[2]));
            case "commit" -> Answer.status(HttpStatus.SC_NO_CONTENT);
            case "add" -> Answer.json(uploads.added("F-1"));
            default -> Answer.status(HttpStatus.SC_NOT_FOUND);
        };
    }

    private Answer file(String[] path) {
        Answer file = Answer.file(store(path[1]).file(Integer.parseInt(path[2])));
        return path[1].equals(Series.SHORT.id()) ? file.after(Duration.ofMillis(20)) : file;
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
