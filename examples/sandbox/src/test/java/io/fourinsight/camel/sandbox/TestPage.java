package io.fourinsight.camel.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** What the script of the sandbox's page asks for. */
final class TestPage {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Sandbox sandbox;

    TestPage(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    String origin() {
        String url = sandbox.pageUrl().toString();
        return url.substring(0, url.length() - 1);
    }

    HttpResponse<byte[]> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(url(path)).build(), BodyHandlers.ofByteArray());
    }

    String text(String path) throws Exception {
        return new String(get(path).body(), StandardCharsets.UTF_8);
    }

    JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(get(path).body());
    }

    JsonNode state() throws Exception {
        return json("page/state");
    }

    /** The element of an array with this value of a field. */
    static JsonNode find(JsonNode array, String field, String value) {
        for (JsonNode element : array) {
            if (element.path(field).asText().equals(value)) {
                return element;
            }
        }
        throw new AssertionError("nothing with " + field + " " + value + " in " + array);
    }

    /** As the page itself does. */
    int post(String path) throws Exception {
        return post(path, "Origin", origin());
    }

    int post(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url(path)).POST(HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** The status line of an answer to a request by another name of this machine, which the JDK's client cannot send. */
    String byName(String host, String method, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", sandbox.pageUrl().getPort())) {
            String head =
                    "%s %s HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                            .formatted(method, path, host, host);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElseThrow();
        }
    }

    private URI url(String path) {
        return sandbox.pageUrl().resolve(path);
    }
}
