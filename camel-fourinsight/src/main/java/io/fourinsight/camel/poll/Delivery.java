package io.fourinsight.camel.poll;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Reports the end of the exchange that a window or changed items became, also if the exchange was handed over to another. */
final class Delivery<S> extends SynchronizationAdapter {

    private final PolledCursor<S> polled;
    private final Emitter.Then<S> then;
    private final Runnable wake;
    private boolean wakes;
    private boolean success;

    /** @param wake gives it another turn */
    Delivery(PolledCursor<S> polled, Emitter.Then<S> then, Runnable wake) {
        this.polled = polled;
        this.then = then;
        this.wake = wake;
    }

    /** The state once it was delivered; throws if it was not, whatever its exchange says. */
    S after(S state) {
        return then.after().apply(state);
    }

    /** Guarded by the lock of what is polled. */
    void delivered() {
        then.delivered().run();
    }

    /** The turn is over before this is; guarded by the lock of what is polled. */
    void wakesPolled() {
        wakes = true;
    }

    /** Guarded by the lock of what is polled. */
    void succeeded() {
        success = true;
    }

    /** Whether it was delivered and the cursor moved; asked by the turn, once it is back. */
    boolean isSuccess() {
        return success;
    }

    @Override
    public void onComplete(Exchange exchange) {
        polled.completed(this);
        wake();
    }

    @Override
    public void onFailure(Exchange exchange) {
        Exception e = exchange.getException();
        polled.failed(this, e == null ? new IllegalStateException("The exchange was rolled back") : e);
        wake();
    }

    private void wake() {
        if (wakes) {
            wake.run();
        }
    }
}
