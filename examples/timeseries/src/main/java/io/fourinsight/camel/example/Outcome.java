package io.fourinsight.camel.example;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeFailedEvent;
import org.apache.camel.support.EventNotifierSupport;

/** What became of the job's exchanges: Camel logs a failed one and goes on, but a job has to end with an error. */
final class Outcome extends EventNotifierSupport {

    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicReference<IllegalStateException> firstFailure = new AtomicReference<>();

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event.getType() == CamelEvent.Type.ExchangeCompleted
                || event.getType() == CamelEvent.Type.ExchangeFailed;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof ExchangeFailedEvent failed) {
            firstFailure.compareAndSet(null, failure(failed.getExchange()));
        }
        ended.incrementAndGet();
    }

    /** @throws IllegalStateException unless this many exchanges ended and none failed */
    void requireGood(int exchanges) {
        if (ended.get() < exchanges) {
            throw new IllegalStateException(
                    "time ran out after " + ended + " of " + exchanges + " exchanges", firstFailure.get());
        }
        if (firstFailure.get() != null) {
            throw firstFailure.get();
        }
    }

    private static IllegalStateException failure(Exchange exchange) {
        Exception cause = exchange.getException();
        return new IllegalStateException(
                "route " + exchange.getFromRouteId() + " failed: " + cause.getMessage(), cause);
    }
}
