package io.fourinsight.client.rest.call;

import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.DeadlineWatch;
import io.fourinsight.client.rest.RestException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/** One request from its first attempt to the end of its answer's body; its deadline ends whichever attempt is under way. */
final class RestCall implements AutoCloseable {

    private final RestRequest request;
    private final long mostHeld;
    private final long endsAtNanos;
    private final DeadlineWatch watch;
    private final ClientObserver.Request observed;
    private final AtomicReference<HttpUriRequestBase> attempt = new AtomicReference<>();
    private @Nullable ClassicHttpResponse response;
    private boolean refused;
    private boolean repetition;
    private int status;
    private int attempts;
    private boolean failed;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean aborted;

    RestCall(RestRequest request, RequestSettings settings) {
        this.request = request;
        this.mostHeld = settings.maxResponseSize();
        this.endsAtNanos = System.nanoTime() + settings.requestTimeout().toNanos();
        this.observed = settings.observer().request(request.method(), request.uri());
        this.watch = settings.deadline().start(settings.requestTimeout(), this::cancel);
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

    RestResponse execute(PreparedRequest outgoing) throws IOException {
        attempt.set(outgoing.message());
        // The deadline may have passed, or somebody aborted, between two attempts when there was nothing to cancel.
        if (isOverdue() || aborted) {
            throw new InterruptedIOException();
        }
        attempts++;
        status = 0;
        HttpHost host = HttpHost.create(request.uri());
        // where camel-http's activity listeners look for it
        outgoing.context().setAttribute(HttpHost.class.getName(), host);
        try {
            response = outgoing.http().executeOpen(host, outgoing.message(), outgoing.context());
        } catch (IllegalStateException e) {
            // all that HttpClient has to say of a pool that was shut down
            throw new RestException.Stopped(request.method(), request.uri(), e);
        }
        status = response.getCode();
        return new RestResponse(response, request, mostHeld, outgoing.mask());
    }

    /** Notes that the caller gets an error. */
    void failed() {
        failed = true;
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
        if (over.compareAndSet(false, true)) { // a stream may be closed by its reader and by its route at once
            observed.end(status, attempts, failed);
        }
    }

    private void cancel() {
        HttpUriRequestBase current = attempt.get();
        if (current != null) {
            current.cancel();
        }
    }
}
