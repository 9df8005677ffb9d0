package io.fourinsight.camel.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** What a client of the sandbox does, on the JDK's HTTP client. */
final class TestClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox;

    TestClient(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Posts a form to the token endpoint, with more headers as name and value in turn. */
    HttpResponse<String> post(Map<String, String> form, String... headers) {
        return postTo(sandbox.tokenUrl(), form, headers);
    }

    HttpResponse<String> postTo(URI url, Map<String, String> form, String... headers) {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> requestToken(String id, String secret, String scope) {
        return post(
                Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", secret, "scope", scope));
    }

    String apiToken() {
        return token(Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET, sandbox.apiScope());
    }

    String reservoirToken() {
        return token(Sandbox.CLIENT_ID, Sandbox.CLIENT_SECRET, sandbox.reservoirScope());
    }

    String token(String id, String secret, String scope) {
        return json(requestToken(id, secret, scope)).path("access_token").asText();
    }

    /** Gets a path of the REST API. */
    HttpResponse<String> api(String path) {
        return get(sandbox.apiUrl() + path, apiToken());
    }

    /** Sends JSON to a path of the REST API. */
    HttpResponse<String> api(String method, String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(sandbox.apiUrl() + path))
                .header("Authorization", "Bearer " + apiToken())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Gets a path of the reservoir. */
    HttpResponse<String> reservoir(String path) {
        return get(sandbox.reservoirUrl() + path, reservoirToken());
    }

    /** Sends a form to a path of the reservoir. */
    HttpResponse<String> reservoirForm(String path, Map<String, String> form) {
        return postTo(URI.create(sandbox.reservoirUrl() + path), form, "Authorization", "Bearer " + reservoirToken());
    }

    /** Sends JSON, or nothing, to a path of the reservoir. */
    HttpResponse<String> reservoir(String method, String path, String body) {
        return send(authorized(sandbox.reservoirUrl() + path, reservoirToken())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Uploads a blob to where its ticket says. */
    HttpResponse<String> put(String endpoint, String body) {
        return send(HttpRequest.newBuilder(URI.create(endpoint))
                .header("x-ms-blob-type", "BlockBlob")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String url, String token) {
        return send(authorized(url, token));
    }

    CompletableFuture<HttpResponse<String>> getAsync(String url, String token) {
        return http.sendAsync(authorized(url, token).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Gets a part of a blob. */
    HttpResponse<String> range(String url, String range) {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Range", range));
    }

    /** Gets a blob as it arrives. */
    InputStream stream(String url) {
        return http.sendAsync(
                        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofInputStream())
                .join()
                .body();
    }

    HttpResponse<String> getWithoutToken(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    /** Every page from this one on, by the next links. */
    List<JsonNode> pages(HttpResponse<String> first, String token) {
        List<JsonNode> pages = new ArrayList<>();
        pages.add(json(first));
        for (JsonNode next = pages.get(0).path("@odata.nextLink");
                next.isTextual();
                next = pages.get(pages.size() - 1).path("@odata.nextLink")) {
            pages.add(json(get(next.asText(), token)));
        }
        return pages;
    }

    private static HttpRequest.Builder authorized(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
