package io.fourinsight.camel.rest;

import io.fourinsight.camel.session.BearerToken;
import io.fourinsight.camel.session.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * Sends requests with the caller's token, repeats them where that is right, and turns everything else into a
 * {@link RestException}.
 *
 * <p>The HTTP client below must not repeat, redirect or keep cookies on its own: those decisions are made here, where it
 * is known whether a body can be repeated, how long a {@code Retry-After} may be and where a token may go.
 */
public final class RestClient {

    private final HttpClient http;
    private final RetryPolicy retries;
    private final Duration requestTimeout;
    private final Deadline deadline;
    private final Clock clock;
    private final RandomGenerator random;
    private final Pause pause;

    /**
     * @param requestTimeout bounds a request as a whole: its attempts, the pauses between them and the reading of the body
     */
    public RestClient(
            HttpClient http,
            RetryPolicy retries,
            Duration requestTimeout,
            Deadline deadline,
            Clock clock,
            RandomGenerator random,
            Pause pause) {
        this.http = http;
        this.retries = retries;
        this.requestTimeout = requestTimeout;
        this.deadline = deadline;
        this.clock = clock;
        this.random = random;
        this.pause = pause;
    }

    /**
     * Sends a request and reads its answer.
     *
     * @throws RestException if no good answer came
     * @throws io.fourinsight.camel.session.SessionException if there is no token to send it with
     */
    public <T> T send(RestRequest request, Caller caller, ResponseReader<T> reader) {
        try (RestCall call = new RestCall(request, caller, requestTimeout, deadline)) {
            return retrying(call, response -> {
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
        RestCall call = new RestCall(request, caller, requestTimeout, deadline);
        try {
            return retrying(call, response -> new RestStream(response.body(), call));
        } catch (RuntimeException | Error e) {
            call.close();
            throw e;
        }
    }

    private <T> T retrying(RestCall call, ResponseReader<T> reader) {
        for (int retry = 1; ; retry++) {
            RestException failure;
            boolean sent = true;
            try {
                return authenticated(call, reader);
            } catch (RestException.Status e) {
                failure = e;
            } catch (RestException.Transport e) {
                failure = e;
                sent = mayHaveBeenSent(e.getCause());
            }
            Optional<Duration> wait = retries.pause(call.request(), failure, retry, sent, random);
            if (wait.isEmpty() || !call.hasTimeFor(wait.get())) {
                throw failure;
            }
            if (mayHaveBeenDone(failure, sent)) {
                call.outcomeUnknown();
            }
            call.release();
            pause(call, wait.get());
        }
    }

    /** One attempt, and once in a call a second one if the service refuses the token and another one can be had. */
    private <T> T authenticated(RestCall call, ResponseReader<T> reader) {
        BearerToken token = call.caller().tokens().token();
        try {
            return attempt(call, token, reader);
        } catch (RestException.Status e) {
            if (e.status() != HttpStatus.SC_UNAUTHORIZED) {
                throw e;
            }
            // The connection goes back before the wait for the token. The token is rejected before it is asked whether
            // this request can be repeated: if it cannot, at least the next one gets a token that works.
            call.release();
            Optional<BearerToken> next = call.caller().tokens().reject(token);
            if (next.isEmpty() || !call.request().hasRepeatableBody() || !call.firstRefusal()) {
                throw e;
            }
            return attempt(call, next.get(), reader);
        }
    }

    private <T> T attempt(RestCall call, BearerToken token, ResponseReader<T> reader) {
        try {
            RestResponse response = call.execute(http, token);
            if (response.status() < 200 || response.status() > 299) {
                throw new RestException.Status(
                        call.request(),
                        response.status(),
                        response.reason(),
                        response.headers(),
                        response.errorBody(),
                        RetryAfter.parse(response.header(HttpHeaders.RETRY_AFTER), clock),
                        call.isRepetition());
            }
            return reader.read(response);
        } catch (IOException e) {
            if (call.isOverdue()) {
                throw overdue(call, e);
            }
            IOException cause = unquoted(e);
            throw new RestException.Transport(call.request(), "no whole answer (" + cause + ")", cause);
        }
    }

    private void pause(RestCall call, Duration wait) {
        try {
            pause.pause(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RestException.Transport(
                    call.request(), "interrupted between two attempts", new InterruptedIOException());
        }
    }

    private RestException overdue(RestCall call, IOException cause) {
        InterruptedIOException timeout = new InterruptedIOException("requestTimeout " + requestTimeout + " is over");
        timeout.initCause(cause);
        return new RestException.Transport(call.request(), "no whole answer within " + requestTimeout, timeout);
    }

    /** The failure, unless it is a parser's, which quotes what it could not parse. */
    private static IOException unquoted(IOException e) {
        boolean parser = e instanceof ClientProtocolException
                || e instanceof MalformedChunkCodingException && !(e instanceof TruncatedChunkException);
        if (!parser) {
            return e;
        }
        Throwable origin = e.getCause() == null ? e : e.getCause();
        return new ClientProtocolException(
                "the exchange broke the rules of HTTP, " + origin.getClass().getSimpleName());
    }

    /** A gateway that gave up waiting (502, 504) leaves as open what the service did as a lost connection does. */
    private static boolean mayHaveBeenDone(RestException failure, boolean sent) {
        return failure instanceof RestException.Status status
                ? status.status() == HttpStatus.SC_BAD_GATEWAY || status.status() == HttpStatus.SC_GATEWAY_TIMEOUT
                : sent;
    }

    /** False only for failures before the first byte: such a request can be repeated whatever it does. */
    private static boolean mayHaveBeenSent(IOException e) {
        return !(e instanceof ConnectException
                || e instanceof ConnectTimeoutException
                || e instanceof ConnectionRequestTimeoutException
                || e instanceof NoRouteToHostException
                || e instanceof UnknownHostException);
    }
}
