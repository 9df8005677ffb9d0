package io.fourinsight.camel.operation;

import io.fourinsight.camel.route.RouteStreams;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.ResponseReader;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.call.RestRequest;
import io.fourinsight.client.rest.call.RestResponse;
import io.fourinsight.client.session.Session;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Sends a request for an exchange and makes its answer the body: parsed, or with {@code rawBody} as it came. */
public final class JsonAnswers {

    private static final ResponseReader<byte[]> BYTES = RestResponse::bytes;

    private final RestClient client;
    private final RouteStreams streams;
    private final boolean raw;
    private final boolean streaming;

    public JsonAnswers(EndpointContext context) {
        this.client = context.client();
        this.streams = context.streams();
        this.raw = context.configuration().isRawBody();
        this.streaming = context.configuration().isStreaming();
        if (raw && streaming) {
            streams.prepare();
        }
    }

    boolean isRaw() {
        return raw;
    }

    /** The answer's JSON as a map, a list or a value, whatever the endpoint hands over; null if it is empty. */
    public @Nullable Object json(RestRequest request, Exchange exchange, Session session) {
        return client.send(request, ExchangeContext.of(exchange, session), Json.reader(request));
    }

    /**
     * Deletes something, and hands over nothing but what {@code rawBody} asks for. That it is not there when the request
     * is repeated, because the first answer was lost, is what was wanted.
     */
    public @Nullable Object delete(RestRequest request, Exchange exchange, Session session) {
        try {
            if (raw) {
                return fetch(request, exchange, session);
            }
            client.send(request, ExchangeContext.of(exchange, session), RestResponse::status);
            return null;
        } catch (RestException.Status e) {
            if (e.isDoneBefore()) {
                return null;
            }
            throw e;
        }
    }

    /** The answer's JSON as a map, a list or a value, its bytes, or its unread stream; null if it is empty. */
    public @Nullable Object fetch(RestRequest request, Exchange exchange, Session session) {
        if (!raw) {
            return json(request, exchange, session);
        }
        if (!streaming) {
            return client.send(request, ExchangeContext.of(exchange, session), BYTES);
        }
        ExchangeStream stream = new ExchangeStream(client.open(request, ExchangeContext.of(exchange, session)));
        streams.closeWithExchange(exchange, stream::closeWithExchange);
        return stream;
    }
}
