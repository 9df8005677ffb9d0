package io.fourinsight.camel.servers;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests with a form in them. */
final class Forms {

    private Forms() {}

    static HttpRequest post(URI url, Map<String, String> fields) {
        return post(url, fields, HttpRequest.newBuilder());
    }

    /** @param more what else the request has */
    static HttpRequest post(URI url, Map<String, String> fields, HttpRequest.Builder more) {
        String form = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return more.uri(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
