package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.rest.call.RestRig;
import io.fourinsight.client.testing.ScriptedServer;
import io.fourinsight.client.testing.ScriptedServer.Script;
import io.fourinsight.client.testing.ScriptedServer.Seen;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A reservoir with day files that a test makes up, and a store that does to them what it is told to. */
public final class StoredDays implements AutoCloseable {

    static final String SERIES = "S";
    static final String SIGNATURE = "s1gnature";

    /** Nanoseconds of a day. */
    static final long DAY = 86_400_000_000_000L;

    private record Stored(long day, String file, String path, byte[] content, String md5) {}

    private final List<Stored> files = new ArrayList<>();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final AtomicInteger listings = new AtomicInteger();
    private final ScriptedServer server = new ScriptedServer(this::answer);
    private final RestRig rig = new RestRig().poolSize(8);
    private final Map<String, String> versions = new ConcurrentHashMap<>();
    private volatile Script listing;
    private volatile String[] listingHeaders = {};

    /** Adds a file; later ones have precedence. */
    StoredDays add(long day, String path, String csv) {
        byte[] content = csv.getBytes(StandardCharsets.UTF_8);
        return add(day, path, content, md5(content));
    }

    StoredDays add(long day, String path, byte[] content, String md5) {
        files.add(new Stored(day, "F-" + path, path, content, md5));
        return this;
    }

    StoredDays remove(String path) {
        files.removeIf(file -> file.path().equals(path));
        return this;
    }

    /** Says of a file that it has this {@code VersionId}. */
    StoredDays version(String path, String id) {
        versions.put(path, id);
        return this;
    }

    /** Adds headers to the listings. */
    StoredDays listingHeaders(String... headers) {
        listingHeaders = headers;
        return this;
    }

    /** Answers the requests for a file in another way than with its content. */
    StoredDays script(String path, Script script) {
        scripts.put(path, script);
        return this;
    }

    StoredDays listing(Script script) {
        listing = script;
        return this;
    }

    public static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The content with its right length, as a store answers. */
    Script content(String path) {
        return (request, out) -> ScriptedServer.write(out, 200, stored(path).content());
    }

    private Stored stored(String path) {
        return files.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private void answer(Seen request, OutputStream out) throws IOException {
        if (request.target().startsWith("/timeseries/")) {
            int number = listings.incrementAndGet();
            if (listing == null) {
                ScriptedServer.write(out, 200, json(number).getBytes(StandardCharsets.UTF_8), listingHeaders);
            } else {
                listing.answer(request, out);
            }
            return;
        }
        String path = path(request);
        scripts.getOrDefault(path, content(path)).answer(request, out);
    }

    static String path(Seen request) {
        return request.target().replaceAll("^/days/|\\?.*$", "");
    }

    /** Which listing a request for a file took its signature from, from 1. */
    static int listingOf(Seen request) {
        return Integer.parseInt(request.target().replaceAll("^.*-", ""));
    }

    private String json(int number) {
        return files.stream()
                .map(file ->
                        """
                        {"Index":1,"fileId":"%s","Chunks":[{"Account":"a","SasKey":"sig=%s","Container":"days",
                        "path":"%s","Endpoint":"%s?sv=1&sig=%s-%d","ContentMd5":%s,"DaysSinceEpoch":%d,"VersionId":%s,
                        "SasKeyExpirationTime":"2026-03-01T13:00:00Z"}]}"""
                                .formatted(
                                        file.file(),
                                        SIGNATURE,
                                        file.path(),
                                        server.uri("/days/" + file.path()),
                                        SIGNATURE,
                                        number,
                                        file.md5() == null ? "null" : '"' + file.md5() + '"',
                                        file.day(),
                                        versions.containsKey(file.path())
                                                ? '"' + versions.get(file.path()) + '"'
                                                : "null"))
                .collect(Collectors.joining(",", "{\"Files\":[", "]}"));
    }

    RestRig rig() {
        return rig;
    }

    ScriptedServer server() {
        return server;
    }

    List<Seen> requestsFor(String path) {
        return server.seen().stream()
                .filter(request -> request.target().startsWith("/days/" + path + "?"))
                .toList();
    }

    List<Seen> listings() {
        return server.seen().stream()
                .filter(request -> request.target().startsWith("/timeseries/"))
                .toList();
    }

    DataClient client(DayFileCache cache, Executor executor, int parallelism) {
        return new DataClient(server.service(), rig.client(), rig.blobs(), cache, executor, parallelism);
    }

    DayFileClient files(DayFileCache cache, Executor executor, int parallelism) {
        return new DayFileClient(server.service(), rig.client(), rig.blobs(), cache, executor, parallelism);
    }

    /** All samples, fetched one after the other. */
    TimeSeries read() throws IOException {
        return client(DayFileCache.none(), Runnable::run, 1).read(all(), rig.caller());
    }

    static DataQuery all() {
        return new DataQuery(SERIES, DataQuery.FIRST_START, DataQuery.LAST_END);
    }

    @Override
    public void close() throws IOException {
        server.close();
        rig.close();
    }
}
