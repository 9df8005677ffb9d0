package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.auth.Caller;
import io.fourinsight.camel.sandbox.http.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/**
 * What has been asked of the sandbox: counters, and the last requests themselves.
 *
 * <p>A request counts from its arrival, also while it is held up and if it is answered by a script.
 */
public final class Requests {

    /** The number of requests that {@link #last} reaches back. */
    public static final int REMEMBERED = 1_000;

    private record Origin(String method, String path, Caller caller, boolean credentials) {}

    private final Map<Origin, LongAdder> counters = new ConcurrentHashMap<>();
    private final Deque<Request> last = new ArrayDeque<>();

    Requests() {}

    public long tokenRequests() {
        return under(Sandbox.TOKEN_PATH);
    }

    /** The token requests of one client for one scope, refused ones included. */
    public long tokenRequests(String clientId, String scope) {
        Caller caller = new Caller(clientId, scope);
        return count(origin ->
                origin.path().startsWith(Sandbox.TOKEN_PATH) && origin.caller().equals(caller));
    }

    public long apiRequests() {
        return under(Sandbox.API_PATH);
    }

    public long reservoirRequests() {
        return under(Sandbox.RESERVOIR_PATH);
    }

    /** The requests to the blob store, for uploads and for day files. */
    public long blobRequests() {
        return under(Sandbox.BLOB_PATH);
    }

    /** The requests to the blob store with an {@code Authorization} or a {@code Cookie}, which must not go there. */
    public long blobRequestsWithCredentials() {
        return count(origin -> origin.path().startsWith(Sandbox.BLOB_PATH) && origin.credentials());
    }

    /** The requests of one method to paths that start like this, still encoded. */
    public long under(String method, String pathPrefix) {
        return count(origin -> origin.method().equals(method) && origin.path().startsWith(pathPrefix));
    }

    /** The requests to paths that start like this, still encoded. */
    public long under(String pathPrefix) {
        return count(origin -> origin.path().startsWith(pathPrefix));
    }

    /** The requests of one client, by its credentials or by a token that was valid on arrival. */
    public long by(String clientId) {
        return count(origin -> origin.caller().clientId().equals(clientId));
    }

    /** The last requests, the oldest first. */
    public List<Request> last() {
        synchronized (last) {
            return List.copyOf(last);
        }
    }

    public void reset() {
        synchronized (last) {
            last.clear();
        }
        counters.clear();
    }

    void add(Request request, Caller caller) {
        counters.computeIfAbsent(
                        new Origin(request.method(), request.path(), caller, bearsCredentials(request)),
                        added -> new LongAdder())
                .increment();
        synchronized (last) {
            last.addLast(request.withoutStream());
            if (last.size() > REMEMBERED) {
                last.removeFirst();
            }
        }
    }

    private static boolean bearsCredentials(Request request) {
        return request.header("Authorization").isPresent()
                || request.header("Cookie").isPresent();
    }

    private long count(Predicate<Origin> wanted) {
        return counters.entrySet().stream()
                .filter(counter -> wanted.test(counter.getKey()))
                .mapToLong(counter -> counter.getValue().sum())
                .sum();
    }
}
