package io.fourinsight.camel.soak;

import io.fourinsight.camel.soak.ProducerRoutes.WrongAnswer;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.session.SessionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Threads that send one exchange after the other into routes at random, and note how each ends. */
final class Askers implements AutoCloseable {

    private static final int ASKERS = 12;

    private final ExecutorService threads = Executors.newFixedThreadPool(ASKERS, task -> new Thread(task, "asker"));
    private final CamelContext context;
    private final Outcomes outcomes;
    private final long seed;
    private final AtomicLong asked = new AtomicLong();

    Askers(CamelContext context, Outcomes outcomes, long seed) {
        this.context = context;
        this.outcomes = outcomes;
        this.seed = seed;
    }

    /** Begins to send so many; {@link #await} is to be called with what is returned. */
    List<Future<?>> begin(long exchanges) {
        long last = asked.get() + exchanges;
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < ASKERS; i++) {
            int asker = i;
            running.add(threads.submit(() -> {
                askUntil(last, asker);
                return null;
            }));
        }
        return running;
    }

    /** Waits for all of them: an exchange that never ends is found here. */
    static void await(List<Future<?>> running) throws Exception {
        for (Future<?> each : running) {
            each.get(2, TimeUnit.MINUTES);
        }
    }

    private void askUntil(long last, int asker) throws IOException {
        Random random = new Random(seed + asker);
        try (ProducerTemplate template = context.createProducerTemplate()) {
            for (long number = asked.incrementAndGet(); number <= last; number = asked.incrementAndGet()) {
                String route = ProducerRoutes.IDS.get(random.nextInt(ProducerRoutes.IDS.size()));
                int name = (int) number;
                long start = System.nanoTime();
                Exchange exchange = template.send(
                        "direct:" + route, asking -> ProducerRoutes.ask(asking, route, random, asker, name));
                outcomes.note(outcome(exchange.getException()), System.nanoTime() - start);
            }
        } finally {
            asked.updateAndGet(count -> Math.min(count, last));
        }
    }

    private String outcome(Throwable failure) {
        if (failure == null) {
            return Outcomes.RIGHT;
        }
        if (failure instanceof SessionException session) {
            return "session: " + session.errorCode();
        }
        if (failure instanceof HttpOperationFailedException status) {
            return "status " + status.getStatusCode();
        }
        if (failure instanceof RestException || failure instanceof IOException) {
            return failure.getClass().getSimpleName();
        }
        if (failure instanceof DirectConsumerNotAvailableException || failure instanceof RejectedExecutionException) {
            return "the route is stopped";
        }
        if (failure instanceof TimeSeriesStream.ClosedException) {
            return Outcomes.STREAM_CLOSED;
        }
        if ((failure instanceof UncheckedIOException || failure.getClass() == RuntimeCamelException.class)
                && failure.getCause() != null) {
            return outcome(failure.getCause());
        }
        outcomes.unexpected(failure);
        return failure instanceof WrongAnswer
                ? "WRONG"
                : "UNTYPED " + failure.getClass().getSimpleName();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
