package io.fourinsight.camel.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An API that is open to the holders of tokens of an authorization server.
 *
 * <p>It asks that server about each token once (RFC 7662) and then goes by its expiry time.
 */
final class ProtectedApi implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String BEARER = "Bearer ";

    /**
     * APIs grant some, usually minutes. One second is for servers that cut expiry times to whole seconds, so that a token
     * ends up to a second before its {@code expires_in} is over; one is for a machine with other things to do.
     */
    private static final Duration LEEWAY = Duration.ofSeconds(2);

    private final AuthorizationServer authorization;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Instant> expiries = new ConcurrentHashMap<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final HttpServer server;

    ProtectedApi(AuthorizationServer authorization) throws IOException {
        this.authorization = authorization;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** How many different tokens were sent to it. */
    int tokens() {
        return expiries.size();
    }

    /** How many requests it refused, for a token that was missing, unknown or expired. */
    int refusals() {
        return refusals.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (isAuthorized(exchange.getRequestHeaders().getFirst("Authorization"))) {
                byte[] answer = "{\"welcome\":true}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            } else {
                refusals.incrementAndGet();
                exchange.sendResponseHeaders(401, -1);
            }
        }
    }

    private boolean isAuthorized(String header) throws IOException {
        if (header == null || !header.startsWith(BEARER)) {
            return false;
        }
        Instant expiry = expiry(header.substring(BEARER.length()));
        return Instant.now().isBefore(expiry.plus(LEEWAY));
    }

    private Instant expiry(String token) throws IOException {
        Instant known = expiries.get(token);
        if (known != null) {
            return known;
        }
        JsonNode answer = introspect(token);
        Instant expiry = answer.path("active").booleanValue()
                ? Instant.ofEpochSecond(answer.required("exp").longValue())
                : Instant.EPOCH;
        expiries.put(token, expiry);
        return expiry;
    }

    private JsonNode introspect(String token) throws IOException {
        Map<String, String> form = RegisteredClient.API.form();
        form.put("token", token);
        HttpRequest request = Forms.post(authorization.introspectionUrl(), form);
        try {
            return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
