package io.fourinsight.client.rest.call;

import io.fourinsight.client.base.RetryAfter;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.wire.OversizedHeadException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
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
final class RetryingExecutor {

    private final RequestSettings settings;

    RetryingExecutor(RequestSettings settings) {
        this.settings = settings;
    }

    RestCall begin(RestRequest request) {
        try {
            return new RestCall(request, settings);
        } catch (RejectedExecutionException e) {
            // from the deadline, which is closed
            throw new RestException.Stopped(request.method(), request.uri(), e);
        }
    }

    /** Makes attempts until one succeeds or its failure is final. */
    <T> T retrying(RestCall call, Supplier<T> attempt) {
        boolean good = false;
        try {
            T answer = repeating(call, attempt);
            good = true;
            return answer;
        } finally {
            if (!good) {
                call.failed();
            }
        }
    }

    private <T> T repeating(RestCall call, Supplier<T> attempt) {
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
    <T> T attempt(RestCall call, PreparedRequest outgoing, ResponseReader<T> reader) {
        try {
            RestResponse response = call.execute(outgoing);
            if (response.status() < 200 || response.status() > 299) {
                throw status(call, response);
            }
            return reader.read(response);
        } catch (IOException e) {
            if (call.isOverdue()) {
                throw overdue(call, e);
            }
            if (e instanceof OversizedHeadException) {
                throw new RestException.Malformed(
                        call.request().method(), call.request().uri(), String.valueOf(e.getMessage()), e);
            }
            IOException cause = unquoted(e);
            throw new RestException.Transport(
                    call.request().method(), call.request().uri(), "no whole answer (" + cause + ")", cause);
        }
    }

    private RestException.Status status(RestCall call, RestResponse response) {
        String body = response.errorBody();
        return new RestException.Status(
                call.request().method(),
                call.request().uri(),
                response.status(),
                response.reason(),
                response.headers(),
                body,
                explanation(call.request(), response.status(), ServiceMessage.in(body)),
                RetryAfter.parse(response.header(HttpHeaders.RETRY_AFTER), settings.clock()),
                call.isRepetition());
    }

    private static String explanation(RestRequest request, int status, String said) {
        if (status != HttpStatus.SC_NOT_FOUND || request.subject() == null) {
            return said;
        }
        return request.subject() + " is unknown or not visible to this client"
                + (said.isEmpty() ? "" : " (" + said + ")");
    }

    private void pause(RestCall call, Duration wait) {
        try {
            settings.pause().pause(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RestException.Transport(
                    call.request().method(),
                    call.request().uri(),
                    "interrupted between two attempts",
                    new InterruptedIOException());
        }
    }

    private RestException overdue(RestCall call, IOException cause) {
        InterruptedIOException timeout =
                new InterruptedIOException("requestTimeout " + settings.requestTimeout() + " is over");
        timeout.initCause(cause);
        return new RestException.Transport(
                call.request().method(),
                call.request().uri(),
                "no whole answer within " + settings.requestTimeout() + ", the requestTimeout",
                timeout);
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
