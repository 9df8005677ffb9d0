package io.fourinsight.client;

import io.fourinsight.client.assembly.ServiceConnection;
import io.fourinsight.client.rest.Paging;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.page.CollectionClient;
import io.fourinsight.client.rest.url.ApiPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/**
 * Any path of the 4Insight REST API. Answers are maps, lists, texts and numbers, with the keys as they came.
 *
 * <p>A path is relative to the API's base, {@code v1.1/Campaigns}, or a whole URL on its host. A query is OData as people
 * write it, {@code $filter=Title eq 'X'&$top=5}: it is encoded here, and may be null. All methods throw a
 * {@link RestException} if no good answer comes, a {@link io.fourinsight.client.session.SessionException} if there is no
 * token, and an {@link IllegalArgumentException} for a path that leads elsewhere.
 */
public final class ApiClient {

    private final ServiceConnection connection;
    private final CollectionClient collections;

    ApiClient(ServiceConnection connection) {
        this.connection = connection;
        this.collections = new CollectionClient(connection.client(), connection.url(), connection.reading());
    }

    /** The answer; of a collection the list of all its items, from all pages. Null if the answer is empty. */
    public @Nullable Object get(String path, @Nullable String query) {
        return get(path, query, Paging.ITEMS);
    }

    /** As {@link #get(String, String)}, with the pages of a collection as is asked for. */
    public @Nullable Object get(String path, @Nullable String query, Paging paging) {
        return collections
                .read(url(path, query), paging, false, connection.context())
                .body();
    }

    /**
     * The items of a collection one by one; pages are fetched as they are read, one ahead.
     *
     * @throws IllegalArgumentException if the answer is no collection
     */
    public Iterator<?> items(String path, @Nullable String query) {
        return iterator(
                collections
                        .read(url(path, query), Paging.ITEMS, true, connection.context())
                        .body(),
                path);
    }

    static Iterator<?> iterator(@Nullable Object body, String what) {
        if (body instanceof Iterator<?> items) {
            return items;
        }
        throw new IllegalArgumentException("'" + what + "' is no collection");
    }

    /** @param body a map, a collection, or JSON as a text; null for none */
    public @Nullable Object post(String path, @Nullable Object body) {
        return send("POST", path, body);
    }

    /** @param body as for {@link #post} */
    public @Nullable Object put(String path, @Nullable Object body) {
        return send("PUT", path, body);
    }

    /** @param body as for {@link #post} */
    public @Nullable Object patch(String path, @Nullable Object body) {
        return send("PATCH", path, body);
    }

    public @Nullable Object delete(String path) {
        return send("DELETE", path, null);
    }

    private @Nullable Object send(String method, String path, @Nullable Object body) {
        RestRequest request = RestRequest.of(method, url(path, null), entity(body));
        return connection.client().send(request, connection.context(), Json.reader(request));
    }

    private URI url(String path, @Nullable String query) {
        return ApiPath.resolve(connection.url(), path, query);
    }

    private static @Nullable HttpEntity entity(@Nullable Object body) {
        if (body == null) {
            return null;
        }
        return body instanceof CharSequence text
                ? new StringEntity(text.toString(), ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8))
                : Json.entity(body);
    }

    /** What a collection holds, as the list that it is. */
    static List<Object> list(@Nullable Object body) {
        if (body instanceof List<?> items) {
            return List.copyOf(items);
        }
        throw new IllegalStateException("The service answered with no collection");
    }
}
