package io.fourinsight.camel.observe;

import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.Work;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.Closeable;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The same as {@link Activity}, as meters of Micrometer. Used only if the context has a registry of meters, so that the
 * component runs without Micrometer.
 *
 * <p>No tag holds what messages may choose: no id of a series, no URL, no exchange. One gauge has the session key, which
 * only configured sessions have.
 */
final class Meters implements Closeable {

    private static final String NO_KEY = "default";

    private final MeterRegistry registry;
    private final ToDoubleFunction<String> secondsToExpiry;
    private final Set<Meter.Id> own = ConcurrentHashMap.newKeySet();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();

    /** @param secondsToExpiry of the token of a session key, {@code NaN} without one */
    Meters(MeterRegistry registry, ToDoubleFunction<String> secondsToExpiry) {
        this.registry = registry;
        this.secondsToExpiry = secondsToExpiry;
        // Prometheus sees a rise only from a number that it has read: without this zero the first failed upload is
        // none.
        uploads(Work.Outcome.DONE);
        uploads(Work.Outcome.FAILED);
    }

    /** The meters of the requests of one operation to one service, which {@code next} hears of first. */
    ClientObserver of(String service, String operation, ClientObserver next) {
        return new Metering(service, operation, next);
    }

    private Counter counter(String name, String description, String... tags) {
        return own(Counter.builder(name).description(description).tags(tags).register(registry));
    }

    private Counter uploads(Work.Outcome outcome) {
        return counter(
                "fourinsight.uploads",
                "Uploads of samples",
                "outcome",
                outcome.name().toLowerCase(Locale.ROOT));
    }

    private <M extends Meter> M own(M meter) {
        own.add(meter.getId());
        return meter;
    }

    /** The meters end with the component, or a restarted one would add to the numbers of its predecessor. */
    @Override
    public void close() {
        own.forEach(registry::remove);
        own.clear();
        keys.clear();
    }

    /** Shows what a route's consumer counts; names end what {@code fourinsight.consumer.} begins. */
    void consumer(String route, Map<String, DoubleSupplier> figures) {
        figures.forEach((name, figure) -> own(Gauge.builder("fourinsight.consumer." + name, figure::getAsDouble)
                .description("Of a consumer: " + name)
                .tag("route", route)
                .register(registry)));
    }

    private final class Metering implements ClientObserver {

        private final String service;
        private final String operation;
        private final ClientObserver next;

        /** By outcome; the registry would look for it by all its tags, for each request anew. */
        private final Map<String, Timer> timers = new ConcurrentHashMap<>();

        Metering(String service, String operation, ClientObserver next) {
            this.service = service;
            this.operation = operation;
            this.next = next;
        }

        @Override
        public Request request(String method, URI uri) {
            long begin = System.nanoTime();
            Request inner = next.request(method, uri);
            return (status, attempts, failed) -> {
                inner.end(status, attempts, failed);
                timers.computeIfAbsent(Activity.outcome(status), this::timer)
                        .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
                if (attempts > 1) {
                    counter(
                                    "fourinsight.request.retries",
                                    "Attempts after the first",
                                    "service",
                                    service,
                                    "operation",
                                    operation)
                            .increment(attempts - 1.0);
                }
            };
        }

        private Timer timer(String outcome) {
            return own(Timer.builder("fourinsight.requests")
                    .description("Requests from the first attempt to the end of the answer")
                    .tags("service", service, "operation", operation)
                    .tag("outcome", outcome)
                    .register(registry));
        }

        @Override
        public void refresh(@Nullable String sessionKey, String reason, @Nullable String errorCode) {
            next.refresh(sessionKey, reason, errorCode);
            counter(
                            "fourinsight.token.refreshes",
                            "Refreshes of tokens",
                            "reason",
                            reason,
                            "outcome",
                            errorCode == null ? "succeeded" : "failed")
                    .increment();
            String key = sessionKey == null ? NO_KEY : sessionKey;
            if (keys.add(key)) {
                own(Gauge.builder("fourinsight.token.expiry", () -> secondsToExpiry.applyAsDouble(key))
                        .description("Time to the expiry of the token of a session key that expires first")
                        .baseUnit("seconds")
                        .tag("session", key)
                        .register(registry));
            }
        }

        @Override
        public void cacheLookup(boolean hit) {
            next.cacheLookup(hit);
            counter("fourinsight.cache.lookups", "Day files looked for on disk", "outcome", hit ? "hit" : "miss")
                    .increment();
        }

        @Override
        public void begin(Work work) {
            next.begin(work);
        }

        @Override
        public void end(Work work, Work.Outcome outcome) {
            next.end(work, outcome);
            if (work.kind() == Work.Kind.PAGES) {
                return;
            }
            boolean upload = work.kind() == Work.Kind.UPLOAD;
            String[] tags = {"service", service, "operation", operation};
            counter(upload ? "fourinsight.samples.written" : "fourinsight.samples.read", "Samples", tags)
                    .increment(work.items());
            counter(upload ? "fourinsight.bytes.written" : "fourinsight.bytes.read", "Bytes of samples", tags)
                    .increment(work.bytes());
            if (upload) {
                uploads(outcome).increment();
            }
        }
    }
}
