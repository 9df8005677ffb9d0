package io.fourinsight.client.rest.call;

import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.Echo;
import io.fourinsight.client.base.Work;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.session.BearerToken;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.wire.AuthorizationHeader;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;

/** Sends requests to a service, each with the token of its context. */
public final class RestClient {

    private final Supplier<HttpClient> http;
    private final RetryingExecutor transmission;
    private final RequestSettings settings;

    public RestClient(HttpClient http, RequestSettings settings) {
        this(() -> http, settings);
    }

    /** @param http asked at each attempt, so that a client need not be made before there is a request */
    public RestClient(Supplier<HttpClient> http, RequestSettings settings) {
        this.http = http;
        this.transmission = new RetryingExecutor(settings);
        this.settings = settings;
    }

    /**
     * Begins a piece of work of many requests, which tells the observer of these how far it is.
     *
     * @param subject such as {@code series 7}
     * @param steps how many it will take; 0 if that is not known
     */
    public Work begin(Work.Kind kind, String subject, long steps) {
        return Work.begin(kind, subject, steps, settings.observer(), settings.clock());
    }

    public ClientObserver observer() {
        return settings.observer();
    }

    /**
     * Sends a request and reads its answer.
     *
     * @throws RestException if no good answer came
     * @throws io.fourinsight.client.session.SessionException if there is no token to send it with
     */
    public <T> T send(RestRequest request, RequestContext context, ResponseReader<T> reader) {
        try (RestCall call = transmission.begin(request)) {
            return reading(call, context, reader);
        }
    }

    /** As {@link #send(RestRequest, RequestContext, ResponseReader)}, until it is cancelled. */
    public <T> T send(
            RestRequest request, RequestContext context, Cancellation cancellation, ResponseReader<T> reader) {
        try (RestCall call = transmission.begin(request)) {
            cancellation.add(call);
            try {
                return reading(call, context, reader);
            } finally {
                cancellation.remove(call);
            }
        }
    }

    private <T> T reading(RestCall call, RequestContext context, ResponseReader<T> reader) {
        return retrying(call, context, response -> {
            T value = reader.read(response);
            // A reader stops at the end of its value; closing reads the rest and so gives the connection back.
            response.body().close();
            return value;
        });
    }

    /**
     * Sends a request that deletes something. That it is not there when the request is repeated, because the first answer
     * was lost, is what was wanted.
     *
     * @throws RestException if no good answer came
     */
    public void delete(RestRequest request, RequestContext caller) {
        try {
            send(request, caller, RestResponse::status);
        } catch (RestException.Status e) {
            if (!e.isDoneBefore()) {
                throw e;
            }
        }
    }

    /**
     * Sends a request and hands over the body of its answer unread; {@code requestTimeout} goes on until it is closed.
     *
     * @throws RestException if no good answer came
     * @throws io.fourinsight.client.session.SessionException if there is no token to send it with
     */
    public InputStream open(RestRequest request, RequestContext context) {
        RestCall call = transmission.begin(request);
        try {
            return retrying(call, context, response -> new RestStream(response.body(), call));
        } catch (RuntimeException | Error e) {
            call.close();
            throw e;
        }
    }

    private <T> T retrying(RestCall call, RequestContext context, ResponseReader<T> reader) {
        return transmission.retrying(call, () -> authenticated(call, context, reader));
    }

    /** One attempt, and once in a call a second one if the service refuses the token and another one can be had. */
    private <T> T authenticated(RestCall call, RequestContext context, ResponseReader<T> reader) {
        BearerToken token = context.tokens().token();
        try {
            return transmission.attempt(call, message(call.request(), context, token), reader);
        } catch (RestException.Status e) {
            if (e.status() != HttpStatus.SC_UNAUTHORIZED) {
                throw e;
            }
            // The connection goes back before the wait for the token. The token is rejected before it is asked whether
            // this request can be repeated: if it cannot, at least the next one gets a token that works.
            call.release();
            Optional<BearerToken> next = another(context, token, e);
            if (next.isEmpty() || !call.request().hasRepeatableBody() || !call.firstRefusal()) {
                throw e;
            }
            return transmission.attempt(call, message(call.request(), context, next.get()), reader);
        }
    }

    /** A user must know of the sign-in rather than of the answer that showed that it is needed. */
    private static Optional<BearerToken> another(
            RequestContext context, BearerToken refused, RestException.Status answer) {
        try {
            return context.tokens().reject(refused);
        } catch (SessionException.LoginRequired e) {
            e.addSuppressed(answer);
            throw e;
        }
    }

    private PreparedRequest message(RestRequest request, RequestContext context, BearerToken token) {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.uri());
        message.setEntity(request.entity());
        message.setHeader(HttpHeaders.ACCEPT, "application/json");
        // of the versions of OData the one whose answers are understood; a service that does not speak OData ignores it
        message.setHeader("OData-MaxVersion", "4.0");
        message.setHeader(new AuthorizationHeader(token.authorization()));
        HttpClientContext attributes = HttpClientContext.create();
        context.attributes().forEach(attributes::setAttribute);
        return new PreparedRequest(http.get(), message, attributes, text -> Echo.hide(token.value(), text));
    }
}
