package io.fourinsight.camel.rest;

import io.fourinsight.camel.session.AuthorizationHeader;
import io.fourinsight.camel.session.BearerToken;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;

/** Sends requests to a service, each with the token of its caller. */
public final class RestClient {

    private final Supplier<HttpClient> http;
    private final Transmission transmission;

    public RestClient(HttpClient http, RequestSettings settings) {
        this(() -> http, settings);
    }

    /** @param http asked at each attempt, so that a client need not be made before there is a request */
    public RestClient(Supplier<HttpClient> http, RequestSettings settings) {
        this.http = http;
        this.transmission = new Transmission(settings);
    }

    /**
     * Sends a request and reads its answer.
     *
     * @throws RestException if no good answer came
     * @throws io.fourinsight.camel.session.SessionException if there is no token to send it with
     */
    public <T> T send(RestRequest request, Caller caller, ResponseReader<T> reader) {
        try (RestCall call = transmission.begin(request)) {
            return retrying(call, caller, response -> {
                T value = reader.read(response);
                // A reader stops at the end of its value; closing reads the rest and so gives the connection back.
                response.body().close();
                return value;
            });
        }
    }

    /**
     * Sends a request and hands over the body of its answer unread; {@code requestTimeout} goes on until it is closed.
     *
     * @throws RestException if no good answer came
     * @throws io.fourinsight.camel.session.SessionException if there is no token to send it with
     */
    public InputStream open(RestRequest request, Caller caller) {
        RestCall call = transmission.begin(request);
        try {
            return retrying(call, caller, response -> new RestStream(response.body(), call));
        } catch (RuntimeException | Error e) {
            call.close();
            throw e;
        }
    }

    private <T> T retrying(RestCall call, Caller caller, ResponseReader<T> reader) {
        return transmission.retrying(call, () -> authenticated(call, caller, reader));
    }

    /** One attempt, and once in a call a second one if the service refuses the token and another one can be had. */
    private <T> T authenticated(RestCall call, Caller caller, ResponseReader<T> reader) {
        BearerToken token = caller.tokens().token();
        try {
            return transmission.attempt(call, message(call.request(), caller, token), reader);
        } catch (RestException.Status e) {
            if (e.status() != HttpStatus.SC_UNAUTHORIZED) {
                throw e;
            }
            // The connection goes back before the wait for the token. The token is rejected before it is asked whether
            // this request can be repeated: if it cannot, at least the next one gets a token that works.
            call.release();
            Optional<BearerToken> next = caller.tokens().reject(token);
            if (next.isEmpty() || !call.request().hasRepeatableBody() || !call.firstRefusal()) {
                throw e;
            }
            return transmission.attempt(call, message(call.request(), caller, next.get()), reader);
        }
    }

    private Outgoing message(RestRequest request, Caller caller, BearerToken token) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.uri());
        message.setEntity(request.entity());
        message.setHeader(HttpHeaders.ACCEPT, "application/json");
        message.setHeader(new AuthorizationHeader(token.authorization()));
        HttpClientContext context = HttpClientContext.create();
        caller.attributes().forEach(context::setAttribute);
        return new Outgoing(http.get(), message, context);
    }
}
