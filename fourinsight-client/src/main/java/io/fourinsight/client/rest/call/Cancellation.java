package io.fourinsight.client.rest.call;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ends the calls of several threads at once, those under way and those that would begin later. */
public final class Cancellation {

    private final Set<RestCall> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    /** Cuts the connections of all calls. A pause between two attempts ends only when its thread is interrupted. */
    public void cancel() {
        cancelled = true;
        calls.forEach(RestCall::abort);
    }

    public boolean isCancelled() {
        return cancelled;
    }

    void add(RestCall call) {
        calls.add(call);
        // Looked at after adding: a thread that cancels in between has either seen the call, or is seen here.
        if (cancelled) {
            call.abort();
        }
    }

    void remove(RestCall call) {
        calls.remove(call);
    }
}
