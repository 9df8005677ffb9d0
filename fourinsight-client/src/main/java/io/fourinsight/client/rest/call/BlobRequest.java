package io.fourinsight.client.rest.call;

import io.fourinsight.client.rest.url.SignedUrl;
import java.util.Map;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * A request to a blob store. It carries no token: a holder of the URL may do what its signature says.
 *
 * @param method the HTTP method, upper case
 * @param url the blob
 * @param headers set as they are
 * @param entity the body, or null; unless it is repeatable the request is sent only once
 */
public record BlobRequest(String method, SignedUrl url, Map<String, String> headers, @Nullable HttpEntity entity) {

    public BlobRequest {
        headers = Map.copyOf(headers);
    }

    public static BlobRequest get(SignedUrl url) {
        return new BlobRequest("GET", url, Map.of(), null);
    }

    public static BlobRequest put(SignedUrl url, Map<String, String> headers, HttpEntity entity) {
        return new BlobRequest("PUT", url, headers, entity);
    }

    /** The request as it may be shown, in errors and to the retry policy. */
    RestRequest shown() {
        return new RestRequest(method, url.location(), entity, false);
    }
}
