package io.fourinsight.camel.sandbox.blob;

import io.fourinsight.camel.sandbox.TestClock;
import io.fourinsight.camel.sandbox.http.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A blob store on a server of its own, and a client that may sign for it. */
final class BlobRig implements AutoCloseable {

    static final String BLOB = "uploads/a b";

    final TestClock clock = new TestClock();
    final SharedAccess access = new SharedAccess("account", clock);
    final BlobStore store = new BlobStore(clock);
    private final Server server;
    private final HttpClient http = HttpClient.newHttpClient();

    BlobRig() {
        try {
            server = Server.bind(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.startStreaming(new BlobService("/account/", store, access));
    }

    static String md5(String text) {
        return Base64.getEncoder().encodeToString(Md5.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    String signed(String permissions) {
        return url() + "?" + access.grant(BLOB, permissions).query();
    }

    String url() {
        return server.origin() + "/account/uploads/a%20b";
    }

    /** Uploads as one blob, with more headers as name and value in turn. */
    HttpResponse<String> put(String body, String... headers) {
        return put(signed("w"), BodyPublishers.ofString(body), headers);
    }

    HttpResponse<String> put(String url, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("x-ms-blob-type", "BlockBlob");
        return send((headers.length == 0 ? request : request.headers(headers)).PUT(body));
    }

    HttpResponse<String> putAs(String blobType) {
        return send(HttpRequest.newBuilder(URI.create(signed("w")))
                .header("x-ms-blob-type", blobType)
                .PUT(BodyPublishers.noBody()));
    }

    HttpResponse<String> putBlock(String id, String body) {
        String encoded = Base64.getUrlEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
        return put(signed("w") + "&comp=block&blockid=" + encoded, BodyPublishers.ofString(body));
    }

    HttpResponse<String> putBlockList(String xml) {
        return put(signed("w") + "&comp=blocklist", BodyPublishers.ofString(xml));
    }

    HttpResponse<String> get(String... headers) {
        return getFrom(signed("r"), headers);
    }

    HttpResponse<String> getFrom(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
