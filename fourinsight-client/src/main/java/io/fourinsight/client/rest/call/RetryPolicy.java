package io.fourinsight.client.rest.call;

import io.fourinsight.client.rest.RestException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpStatus;

/**
 * Decides whether a failed request is made again, and after which pause.
 *
 * @param maxRetries how many times a request is repeated at most
 * @param backoff the longest first pause; doubled with each retry, half of it random, at most {@link #LONGEST_BACKOFF}
 * @param maxRetryAfter a {@code Retry-After} up to this is honoured; a longer one is left to the caller
 */
public record RetryPolicy(int maxRetries, Duration backoff, Duration maxRetryAfter) {

    static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    private static final Set<Integer> RETRIED = Set.of(413, 429, 502, 503, 504);
    // With these the server says that it did not even begin, so that repeating is safe for any method.
    private static final Set<Integer> REFUSED = Set.of(429, 503);

    private static final Set<String> PASSING = Set.of("InternalError", "OperationTimedOut", "ServerBusy");
    private static final Pattern AZURE_CODE = Pattern.compile("<Code>([A-Za-z]+)</Code>");

    /**
     * The pause before the next attempt, or empty if the failure is final.
     *
     * @param retry 1 for the first retry
     * @param sent false if surely nothing of the request reached the server
     */
    Optional<Duration> pause(
            RestRequest request, RestException failure, int retry, boolean sent, RandomGenerator random) {
        if (retry > maxRetries || !request.hasRepeatableBody()) {
            return Optional.empty();
        }
        if (failure instanceof RestException.Status status) {
            return pauseAfter(status, request, retry, random);
        }
        boolean repeatable = failure instanceof RestException.Transport && (request.isIdempotent() || !sent);
        return repeatable ? Optional.of(backoff(retry, random)) : Optional.empty();
    }

    private Optional<Duration> pauseAfter(
            RestException.Status failure, RestRequest request, int retry, RandomGenerator random) {
        boolean repeatable = request.isIdempotent() || REFUSED.contains(failure.status());
        if (!repeatable || !RETRIED.contains(failure.status()) && !isPassing(failure)) {
            return Optional.empty();
        }
        Duration asked = failure.retryAfter().orElse(null);
        if (asked == null) {
            return Optional.of(backoff(retry, random));
        }
        return asked.compareTo(maxRetryAfter) <= 0 ? Optional.of(asked) : Optional.empty();
    }

    /** Whether it is an error that Azure's stores ask to be repeated after, although its status does not say so. */
    private static boolean isPassing(RestException.Status failure) {
        if (failure.status() != HttpStatus.SC_INTERNAL_SERVER_ERROR) {
            return false;
        }
        String code = failure.headers().get("x-ms-error-code");
        Matcher body = AZURE_CODE.matcher(failure.body());
        return PASSING.contains(code == null && body.find() ? body.group(1) : String.valueOf(code));
    }

    private Duration backoff(int retry, RandomGenerator random) {
        long first = Math.min(backoff.toMillis(), LONGEST_BACKOFF.toMillis());
        long full = Math.min(LONGEST_BACKOFF.toMillis(), first << Math.min(retry - 1, 16));
        long half = full / 2;
        return Duration.ofMillis(half + random.nextLong(full - half + 1));
    }
}
