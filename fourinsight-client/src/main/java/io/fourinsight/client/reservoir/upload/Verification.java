package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.base.Pause;
import io.fourinsight.client.reservoir.VerificationException;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.call.Cancellation;
import io.fourinsight.client.rest.call.Json;
import io.fourinsight.client.rest.call.RequestContext;
import io.fourinsight.client.rest.call.RestClient;
import io.fourinsight.client.rest.call.RestRequest;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waits until the reservoir has looked through a file, asking less and less often. */
final class Verification {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    /** The Python client's, which the service is used to. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final RestClient client;
    private final UploadRequests requests;
    private final Duration timeout;
    private final Clock clock;
    private final Pause pause;

    Verification(RestClient client, UploadRequests requests, Duration timeout, Clock clock, Pause pause) {
        this.client = client;
        this.requests = requests;
        this.timeout = timeout;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Returns when the file is ready.
     *
     * @throws VerificationException if it has failed, or is not ready when the time is up
     * @throws RestException if the service does not answer
     */
    void await(String fileId, RequestContext caller, Cancellation cancellation) throws InterruptedIOException {
        Instant start = clock.instant();
        Duration paused = Duration.ZERO;
        Duration next = FIRST_PAUSE;
        while (true) {
            String state = state(fileId, caller, cancellation);
            if (state.equalsIgnoreCase("Ready")) {
                return;
            }
            Duration left = timeout.minus(longer(paused, Duration.between(start, clock.instant())));
            if (left.isNegative() || left.isZero()) {
                throw VerificationException.timedOut(fileId, state, timeout);
            }
            Duration wait = next.compareTo(left) < 0 ? next : left;
            pause(fileId, wait);
            paused = paused.plus(wait);
            next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private String state(String fileId, RequestContext caller, Cancellation cancellation) {
        RestRequest request = requests.status(fileId);
        Object answer = client.send(request, caller, cancellation, Json.reader(request));
        Object state = Json.field(answer, "State");
        if (state == null) {
            throw new RestException.Malformed(request.method(), request.uri(), "the answer has no State");
        }
        if (state.toString().equalsIgnoreCase("Failed")) {
            throw VerificationException.failed(fileId, state.toString(), reason(answer));
        }
        return state.toString();
    }

    private static String reason(Object answer) {
        Object reason = Json.field(answer, "StateMessage");
        Object other = reason == null ? Json.field(answer, "Message") : reason;
        return other == null ? "" : other.toString();
    }

    /** What counts as waited: a clock that is set back must not prolong it. */
    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private void pause(String fileId, Duration duration) throws InterruptedIOException {
        try {
            pause.pause(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while file " + fileId + " was verified");
        }
    }
}
