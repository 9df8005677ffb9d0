package io.fourinsight.camel.servers;

import static java.net.http.HttpResponse.BodyHandlers.ofByteArray;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A container in Azurite, of which no other test knows, and what its owner can do there. */
final class AzuriteContainer {

    private final HttpClient client = HttpClient.newHttpClient();
    private final String signature = AccessSignature.ofAccount(Instant.now().plus(1, ChronoUnit.HOURS));
    private final String name = "test-" + UUID.randomUUID();
    private final URI origin;

    AzuriteContainer(URI origin) throws IOException {
        this.origin = origin;
        URI container = URI.create(url(origin, "") + "?restype=container&" + signature);
        require(201, HttpRequest.newBuilder(container).PUT(BodyPublishers.noBody()));
    }

    String name() {
        return name;
    }

    /** Where a blob is, through a host that may be a proxy of Azurite; without signature. */
    String url(URI host, String path) {
        String raw = "/" + AccessSignature.ACCOUNT + "/" + name + (path.isEmpty() ? "" : "/" + path);
        try {
            return host + new URI(null, null, raw, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    void put(String path, String csv) throws IOException {
        put(path, csv.getBytes(StandardCharsets.UTF_8));
    }

    void put(String path, byte[] content) throws IOException {
        require(201, blob(path).header("x-ms-blob-type", "BlockBlob").PUT(BodyPublishers.ofByteArray(content)));
    }

    boolean contains(String path) throws IOException {
        return send(blob(path).method("HEAD", BodyPublishers.noBody())).statusCode() == 200;
    }

    byte[] content(String path) throws IOException {
        return require(200, blob(path)).body();
    }

    /** The MD5 that the store keeps with the blob, base 64, or null if it keeps none. */
    String md5(String path) throws IOException {
        return require(200, blob(path).method("HEAD", BodyPublishers.noBody()))
                .headers()
                .firstValue("Content-MD5")
                .orElse(null);
    }

    private HttpRequest.Builder blob(String path) {
        return HttpRequest.newBuilder(URI.create(url(origin, path) + "?" + signature));
    }

    private HttpResponse<byte[]> require(int status, HttpRequest.Builder request) throws IOException {
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() != status) {
            throw new IOException(
                    "status " + response.statusCode() + ": " + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response;
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.build(), ofByteArray());
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }
}
