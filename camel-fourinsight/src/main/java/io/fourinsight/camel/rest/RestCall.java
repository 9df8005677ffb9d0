package io.fourinsight.camel.rest;

import io.fourinsight.camel.session.Deadline;
import io.fourinsight.camel.session.DeadlineWatch;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.Closer;

/** One request from its first attempt to the end of its answer's body; its deadline ends whichever attempt is under way. */
final class RestCall implements AutoCloseable {

    private final RestRequest request;
    private final long endsAtNanos;
    private final DeadlineWatch watch;
    private final AtomicReference<HttpUriRequestBase> attempt = new AtomicReference<>();
    private ClassicHttpResponse response;
    private boolean refused;
    private boolean repetition;
    private volatile boolean aborted;

    RestCall(RestRequest request, Duration timeout, Deadline deadline) {
        this.request = request;
        this.endsAtNanos = System.nanoTime() + timeout.toNanos();
        this.watch = deadline.start(timeout, this::cancel);
    }

    RestRequest request() {
        return request;
    }

    boolean isOverdue() {
        return watch.expired();
    }

    boolean hasTimeFor(Duration wait) {
        return !isOverdue()
                && !aborted
                && Duration.ofNanos(endsAtNanos - System.nanoTime()).compareTo(wait) > 0;
    }

    /** True the first time it is asked: a call gets one new token, however often it is retried. */
    boolean firstRefusal() {
        boolean first = !refused;
        refused = true;
        return first;
    }

    /** Notes that an attempt may have done what was asked, although no answer says so. */
    void outcomeUnknown() {
        repetition = true;
    }

    boolean isRepetition() {
        return repetition;
    }

    RestResponse execute(Outgoing outgoing) throws IOException {
        attempt.set(outgoing.message());
        // The deadline may have passed, or somebody aborted, between two attempts when there was nothing to cancel.
        if (isOverdue() || aborted) {
            throw new InterruptedIOException();
        }
        HttpHost host = HttpHost.create(request.uri());
        // where camel-http's activity listeners look for it
        outgoing.context().setAttribute(HttpHost.class.getName(), host);
        response = outgoing.http().executeOpen(host, outgoing.message(), outgoing.context());
        return new RestResponse(response);
    }

    /** Ends the call from another thread, whatever it is doing except pausing; it will not be attempted again. */
    void abort() {
        aborted = true;
        cancel();
    }

    /**
     * Ends the current attempt. A connection whose body was read to its end is back in the pool by now. Any other is cut
     * here, before the answer is closed: closing it would read what is left, however much and however slowly it comes.
     */
    void release() {
        cancel();
        Closer.closeQuietly(response);
        response = null;
    }

    @Override
    public void close() {
        release();
        watch.close();
    }

    private void cancel() {
        HttpUriRequestBase current = attempt.get();
        if (current != null) {
            current.cancel();
        }
    }
}
