package io.fourinsight.client.rest.call;

import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.wire.SignedRequestExecutor;
import java.net.URI;
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
    private final RetryingExecutor transmission;

    public BlobClient(Hosts hosts, RequestSettings settings) {
        this.hosts = hosts;
        this.transmission = new RetryingExecutor(settings);
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
        }
    }

    private PreparedRequest message(BlobRequest request) {
        URI location = request.url().location();
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), location);
        message.setEntity(request.entity());
        message.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        request.headers().forEach(message::setHeader);
        HttpClientContext context = HttpClientContext.create();
        SignedRequestExecutor.sign(context, request.url()::suffix);
        return new PreparedRequest(hosts.client(location), message, context, request.url()::mask);
    }
}
