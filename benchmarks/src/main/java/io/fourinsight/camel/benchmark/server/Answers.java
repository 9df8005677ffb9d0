package io.fourinsight.camel.benchmark.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.protocol.HttpContext;

/** What the server answers, by the path of the request. */
final class Answers implements HttpRequestHandler {

    private static final int ITEM_SIZE = 500;

    private final TokenService tokens = new TokenService();
    private final Uploads uploads = new Uploads();
    private final Map<String, DayStore> stores = new ConcurrentHashMap<>();
    private final Map<String, byte[]> pages = new ConcurrentHashMap<>();
    private final byte[] item = item();
    private String base;

    void startAt(String url) {
        base = url;
    }

    @Override
    public void handle(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context)
            throws IOException {
        String[] path = request.getPath().split("\\?", 2)[0].substring(1).split("/");
        try {
            switch (path[0]) {
                case "token" -> json(response, tokens.grant());
                case "slow" -> slow(path[1], response);
                case "api" -> json(response, api(path));
                case "blobs" -> blob(path, request, response);
                case "reservoir" -> reservoir(path, response);
                default -> response.setCode(HttpStatus.SC_NOT_FOUND);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.setCode(HttpStatus.SC_SERVICE_UNAVAILABLE);
        } finally {
            EntityUtils.consume(request.getEntity());
        }
    }

    private void slow(String what, ClassicHttpResponse response) throws InterruptedException {
        switch (what) {
            case "requests" -> json(response, Integer.toString(tokens.requests()));
            case "fail" -> tokens.fail();
            default -> {
                String grant = tokens.slowGrant();
                if (grant == null) {
                    response.setCode(HttpStatus.SC_SERVICE_UNAVAILABLE);
                } else {
                    json(response, grant);
                }
            }
        }
    }

    private byte[] api(String[] path) throws InterruptedException {
        return switch (path[1]) {
            case "items" -> item;
            case "late" -> {
                TimeUnit.MILLISECONDS.sleep(5);
                yield page("api/late/", path[2], ItemPages::page);
            }
            default -> page("api/pages/", path[2], ItemPages::page);
        };
    }

    /** Makes a page from its number and the start of its next link. */
    private interface PageMaker {
        byte[] page(int number, String link);
    }

    private byte[] page(String path, String number, PageMaker maker) {
        return pages.computeIfAbsent(path + number, key -> maker.page(Integer.parseInt(number), base + "/" + path));
    }

    private void reservoir(String[] path, ClassicHttpResponse response) {
        String last = path[path.length - 1];
        if (last.equals("days")) {
            json(response, store(path[2]).listing());
        } else if (last.equals("aggregate") && path[3].equals("short")) {
            json(response, AggregatePages.day());
        } else if (last.equals("aggregate")) {
            json(response, page("reservoir/aggregates/", "0", AggregatePages::page));
        } else if (path[1].equals("aggregates")) {
            json(response, page("reservoir/aggregates/", last, AggregatePages::page));
        } else if (last.equals("upload")) {
            json(response, uploads.ticket(base + "/blobs/uploads/"));
        } else if (last.equals("status")) {
            json(response, uploads.status(path[2]));
        } else if (last.equals("commit")) {
            response.setCode(HttpStatus.SC_NO_CONTENT);
        } else if (last.equals("add")) {
            json(response, uploads.added("F-1"));
        } else {
            response.setCode(HttpStatus.SC_NOT_FOUND);
        }
    }

    private void blob(String[] path, ClassicHttpRequest request, ClassicHttpResponse response) throws IOException {
        if (request.getEntity() != null) {
            uploads.take(request.getEntity().getContent());
            response.setCode(HttpStatus.SC_CREATED);
        } else {
            byte[] file = store(path[1]).file(Integer.parseInt(path[2]));
            response.setEntity(new ByteArrayEntity(file, ContentType.APPLICATION_OCTET_STREAM));
        }
    }

    private DayStore store(String series) {
        Function<String, DayStore> make = id -> DayStore.of(Series.of(id), base + "/blobs/" + id + "/");
        return stores.computeIfAbsent(series, make);
    }

    private static byte[] item() {
        StringBuilder json =
                new StringBuilder("{\"Id\":1,\"CampaignName\":\"Campaign 1\",\"WaterDepth\":100.5,\"Comment\":\"");
        json.append("x".repeat(ITEM_SIZE - json.length() - 2)).append("\"}");
        return json.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void json(ClassicHttpResponse response, String json) {
        json(response, json.getBytes(StandardCharsets.UTF_8));
    }

    private static void json(ClassicHttpResponse response, byte[] json) {
        response.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
    }
}
