package io.fourinsight.camel.rest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * Makes attempts, repeats them where that is right, and turns everything else into a {@link RestException}.
 *
 * <p>The HTTP client below must not repeat, redirect or keep cookies on its own: those decisions are made here, where it
 * is known whether a body can be repeated, how long a {@code Retry-After} may be and where a token may go.
 */
final class Transmission {

    private final RequestSettings settings;

    Transmission(RequestSettings settings) {
        this.settings = settings;
    }

    RestCall begin(RestRequest request) {
        return new RestCall(request, settings.requestTimeout(), settings.deadline());
    }

    /** Makes attempts until one succeeds or its failure is final. */
    <T> T retrying(RestCall call, Supplier<T> attempt) {
        for (int retry = 1; ; retry++) {
            RestException failure;
            boolean sent = true;
            try {
                return attempt.get();
            } catch (RestException.Status e) {
                failure = e;
            } catch (RestException.Transport e) {
                failure = e;
                sent = mayHaveBeenSent(e.getCause());
            }
            Optional<Duration> wait = settings.retries().pause(call.request(), failure, retry, sent, settings.random());
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

    /** One attempt. */
    <T> T attempt(RestCall call, Outgoing outgoing, ResponseReader<T> reader) {
        try {
            RestResponse response = call.execute(outgoing);
            if (response.status() < 200 || response.status() > 299) {
                throw new RestException.Status(
                        call.request(),
                        response.status(),
                        response.reason(),
                        response.headers(),
                        response.errorBody(),
                        RetryAfter.parse(response.header(HttpHeaders.RETRY_AFTER), settings.clock()),
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
            settings.pause().pause(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RestException.Transport(
                    call.request(), "interrupted between two attempts", new InterruptedIOException());
        }
    }

    private RestException overdue(RestCall call, IOException cause) {
        InterruptedIOException timeout =
                new InterruptedIOException("requestTimeout " + settings.requestTimeout() + " is over");
        timeout.initCause(cause);
        return new RestException.Transport(
                call.request(), "no whole answer within " + settings.requestTimeout(), timeout);
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
