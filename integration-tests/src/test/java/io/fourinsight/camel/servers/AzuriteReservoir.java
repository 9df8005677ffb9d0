package io.fourinsight.camel.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the REST side of a reservoir with a single series does, while the store of its files is Azurite.
 *
 * <p>A file that was uploaded becomes a file of the day of its first sample. Tokens it gives out itself.
 */
final class AzuriteReservoir implements AutoCloseable {

    static final String SERIES = "S";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "t0ken";
    private static final long DAY = 86_400_000_000_000L;
    private static final Pattern FILE_ID = Pattern.compile("FileId\\W+(F-\\d+)");

    private record DayFile(long day, String path, String md5) {}

    private final List<DayFile> files = new CopyOnWriteArrayList<>();
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final Queue<Issued> signatures = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AzuriteContainer container;
    private final URI store;
    private final HttpServer server;

    /** @param store the host that the URLs of blobs have */
    AzuriteReservoir(AzuriteContainer container, URI store) throws IOException {
        this.container = container;
        this.store = store;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    URI tokenUrl() {
        return url().resolve("token");
    }

    /** Puts a file of a day into the store; later ones have precedence. */
    void add(long day, String path, String csv) throws IOException {
        container.put(path, csv);
        list(day, path, container.md5(path));
    }

    /** Lists a file, whatever the store has. */
    void list(long day, String path, String md5) {
        files.add(new DayFile(day, path, md5));
    }

    /** The signatures of the next listings and tickets; the last of them goes on for ever. */
    synchronized void issue(Issued... kinds) {
        signatures.clear();
        signatures.addAll(Arrays.asList(kinds));
    }

    private synchronized Issued next() {
        Issued only = signatures.size() == 1 ? signatures.peek() : signatures.poll();
        return only == null ? Issued.GOOD : only;
    }

    /** What was asked of it, except for tokens and states: a word, and the id of a file if there is one. */
    List<String> steps() {
        return steps;
    }

    /** Where the content of an uploaded file is put. */
    static String path(String fileId) {
        return "uploads/" + fileId + ".csv";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean authorized =
                    ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            if (path.equals("/token")) {
                answer(exchange, Map.of("access_token", TOKEN, "token_type", "Bearer", "expires_in", 3600));
            } else if (!authorized) {
                exchange.sendResponseHeaders(401, -1);
            } else {
                answer(exchange, step(path, body));
            }
        }
    }

    private static void answer(HttpExchange exchange, Object json) throws IOException {
        byte[] answer = JSON.writeValueAsBytes(json);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private Object step(String path, String body) throws IOException {
        Matcher id = FILE_ID.matcher(body);
        String file = id.find() ? id.group(1) : null;
        switch (path) {
            case "/timeseries/" + SERIES + "/data/days":
                steps.add("list");
                return Map.of("Files", listing(next()));
            case "/files/upload":
                steps.add("ticket");
                return ticket("F-" + steps.size(), next());
            case "/files/commit":
                steps.add("commit " + file);
                return Map.of();
            case "/timeseries/create", "/timeseries/add":
                steps.add(path.substring(path.lastIndexOf('/') + 1) + " " + file);
                return lay(file);
            default:
                return Map.of("State", "Ready");
        }
    }

    private List<Object> listing(Issued kind) {
        List<Object> listing = new ArrayList<>();
        for (DayFile file : files) {
            Map<String, Object> chunk = new LinkedHashMap<>();
            chunk.put("Container", container.name());
            chunk.put("Path", file.path());
            chunk.put("Endpoint", endpoint(file.path(), "r", kind));
            chunk.put("ContentMd5", file.md5());
            chunk.put("DaysSinceEpoch", file.day());
            listing.add(Map.of("FileId", "of " + file.path(), "Chunks", List.of(chunk)));
        }
        return listing;
    }

    private Object ticket(String fileId, Issued kind) {
        return Map.of("FileId", fileId, "Endpoint", endpoint(path(fileId), "cw", kind));
    }

    private String endpoint(String path, String permissions, Issued kind) {
        return container.url(store, path) + "?" + kind.signature(container.name(), path, permissions);
    }

    private Object lay(String fileId) throws IOException {
        String path = path(fileId);
        String csv = new String(container.content(path), StandardCharsets.UTF_8);
        long first = Long.parseLong(csv.substring(0, csv.indexOf(',')));
        list(Math.floorDiv(first, DAY), path, container.md5(path));
        return Map.of("FileId", fileId, "TimeSeriesId", SERIES);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
