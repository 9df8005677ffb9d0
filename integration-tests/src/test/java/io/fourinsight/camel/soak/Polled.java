package io.fourinsight.camel.soak;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;

/** The samples that consumers have received, and how many windows each route had. */
final class Polled {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    private final Map<String, NavigableMap<Long, Double>> samples = new HashMap<>();
    private final Map<String, Integer> windows = new HashMap<>();

    synchronized void note(String route, Exchange exchange) {
        TimeSeries body = exchange.getMessage().getBody(TimeSeries.class);
        String series = exchange.getMessage().getHeader(FourInsightConstants.SERIES_ID, String.class);
        NavigableMap<Long, Double> known = samples.computeIfAbsent(series, added -> new TreeMap<>());
        for (int i = 0; i < body.size(); i++) {
            known.put(body.timestamp(i), body.number(i));
        }
        windows.merge(route, 1, Integer::sum);
        notifyAll();
    }

    synchronized int windows(String route) {
        return windows.getOrDefault(route, 0);
    }

    /** Waits until this route has received more windows. */
    synchronized void awaitWindows(String route, int more) throws InterruptedException {
        int wanted = windows(route) + more;
        long start = System.nanoTime();
        while (windows(route) < wanted) {
            awaitNews(start, route + " to receive " + more + " windows, not only those up to " + windows);
        }
    }

    /** Waits until all samples have come that the sandbox has now, and says whether all that came are its own. */
    synchronized boolean awaitExactly(Sandbox sandbox, String series) throws InterruptedException {
        NavigableMap<Long, Double> wanted = sandbox.samples(series);
        long start = System.nanoTime();
        while (!found(series).entrySet().containsAll(wanted.entrySet())) {
            awaitNews(
                    start,
                    wanted.size() + " samples of " + series + ", not only "
                            + found(series).size());
        }
        return sandbox.samples(series).entrySet().containsAll(found(series).entrySet());
    }

    private NavigableMap<Long, Double> found(String series) {
        return samples.getOrDefault(series, new TreeMap<>());
    }

    private void awaitNews(long start, String what) throws InterruptedException {
        long left = PATIENCE - (System.nanoTime() - start);
        if (left <= 0) {
            throw new AssertionError("in vain waited for " + what);
        }
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }

    synchronized int size() {
        return samples.values().stream().mapToInt(Map::size).sum();
    }

    /** Lets go of the samples. */
    synchronized void forget() {
        samples.clear();
    }
}
