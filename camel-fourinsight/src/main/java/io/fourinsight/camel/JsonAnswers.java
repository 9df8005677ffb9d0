package io.fourinsight.camel;

import io.fourinsight.camel.rest.Json;
import io.fourinsight.camel.rest.ResponseReader;
import io.fourinsight.camel.rest.RestClient;
import io.fourinsight.camel.rest.RestException;
import io.fourinsight.camel.rest.RestRequest;
import io.fourinsight.camel.rest.RestResponse;
import io.fourinsight.camel.session.Session;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.hc.core5.http.HttpStatus;

/** Sends a request for an exchange and makes its answer the body: parsed, or with {@code rawBody} as it came. */
final class JsonAnswers {

    private static final ResponseReader<byte[]> BYTES = RestResponse::bytes;

    private final RestClient client;
    private final RouteStreams streams;
    private final boolean raw;
    private final boolean streaming;

    JsonAnswers(EndpointContext context) {
        this.client = context.client();
        this.streams = context.streams();
        this.raw = context.configuration().isRawBody();
        this.streaming = context.configuration().isStreaming();
    }

    boolean isRaw() {
        return raw;
    }

    /** The answer's JSON as a map, a list or a value, whatever the endpoint hands over; null if it is empty. */
    Object json(RestRequest request, Exchange exchange, Session session) {
        return client.send(request, Callers.of(exchange, session), Json.reader(request));
    }

    /**
     * Deletes something, and hands over nothing but what {@code rawBody} asks for. That it is not there when the request
     * is repeated, because the first answer was lost, is what was wanted.
     */
    Object delete(RestRequest request, Exchange exchange, Session session) {
        try {
            return raw
                    ? fetch(request, exchange, session)
                    : client.send(request, Callers.of(exchange, session), response -> null);
        } catch (RestException.Status e) {
            if (e.status() == HttpStatus.SC_NOT_FOUND && e.isRepetition()) {
                return null;
            }
            throw e;
        }
    }

    /** The answer's JSON as a map, a list or a value, its bytes, or its unread stream; null if it is empty. */
    Object fetch(RestRequest request, Exchange exchange, Session session) {
        if (!raw) {
            return json(request, exchange, session);
        }
        if (!streaming) {
            return client.send(request, Callers.of(exchange, session), BYTES);
        }
        InputStream stream = client.open(request, Callers.of(exchange, session));
        streams.closeWithExchange(exchange, stream);
        return stream;
    }
}
