package io.fourinsight.camel.rest;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Sends requests to the blob stores that the reservoir names: without token and without cookies, for they are other
 * hosts, and so that the signature in their URLs is seen by nobody else.
 *
 * <p>Failed requests are repeated by the same rules as those to the services. A body comes as it is stored; the store is
 * asked not to encode it.
 */
public final class BlobClient {

    /** Finds the HTTP client for a store; it must have a {@link SignedRequestExecutor} and not decode bodies. */
    @FunctionalInterface
    public interface Hosts {

        /** @param location without the signature */
        HttpClient client(URI location);
    }

    private final Hosts hosts;
    private final Transmission transmission;

    public BlobClient(Hosts hosts, RequestSettings settings) {
        this.hosts = hosts;
        this.transmission = new Transmission(settings);
    }

    /**
     * Sends a request and reads its answer.
     *
     * @throws RestException if no good answer came; its URL has no query
     */
    public <T> T send(BlobRequest request, ResponseReader<T> reader) {
        return send(request, new Cancellation(), reader);
    }

    /** As {@link #send(BlobRequest, ResponseReader)}, until it is cancelled. */
    public <T> T send(BlobRequest request, Cancellation cancellation, ResponseReader<T> reader) {
        try (RestCall call = transmission.begin(request.shown())) {
            cancellation.add(call);
            try {
                return transmission.retrying(
                        call,
                        () -> transmission.attempt(call, message(request), response -> {
                            T value = reader.read(response);
                            // reads the rest, if any, and so gives the connection back
                            response.body().close();
                            return value;
                        }));
            } finally {
                cancellation.remove(call);
            }
        } catch (RestException.Status e) {
            throw masked(e, request);
        }
    }

    private Outgoing message(BlobRequest request) {
        URI location = request.url().location();
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), location);
        message.setEntity(request.entity());
        message.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        request.headers().forEach(message::setHeader);
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(SignedRequestExecutor.URL, request.url());
        return new Outgoing(hosts.client(location), message, context);
    }

    /** The error, should the store quote the URL in it. */
    private static RestException.Status masked(RestException.Status e, BlobRequest request) {
        SignedUrl url = request.url();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        e.headers().forEach((name, value) -> headers.put(name, url.mask(value)));
        return new RestException.Status(
                request.shown(),
                e.status(),
                e.reason(),
                headers,
                url.mask(e.body()),
                e.retryAfter().orElse(null),
                e.isRepetition());
    }
}
