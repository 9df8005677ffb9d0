package io.fourinsight.camel.observe;

import io.fourinsight.client.base.ClientObserver;
import io.fourinsight.client.base.Work;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the clients of a component have done since its start, and knows the work under way.
 *
 * <p>What it counts has names from this code, not from messages: there are never more than a few hundred.
 */
public final class Activity {

    /**
     * What requests have in common that are counted together.
     *
     * @param service {@code api}, {@code reservoir} or {@code blob}
     * @param operation such as {@code timeseries.data}
     * @param outcome {@code 2xx} to {@code 5xx}, or {@code none} if no answer came
     */
    public record Requests(String service, String operation, String outcome) implements Comparable<Requests> {

        @Override
        public int compareTo(Requests other) {
            return toString().compareTo(other.toString());
        }
    }

    private final Map<Requests, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Set<Work> underWay = ConcurrentHashMap.newKeySet();

    /** The observer of the requests of one operation to one service. */
    public ClientObserver of(String service, String operation) {
        return new Counting(service, operation);
    }

    /** The outcome of a request as it is counted. */
    static String outcome(int status) {
        return outcomeOf(status / 100);
    }

    private static String outcomeOf(int family) {
        return family == 0 ? "none" : family + "xx";
    }

    /** How many requests ended so far. */
    public SortedMap<Requests, Long> requests() {
        return numbers(requests);
    }

    /**
     * How many there were so far of everything else: {@code samples.read}, {@code bytes.written}, {@code
     * refreshes.soft.succeeded}, {@code cache.hits} and so on.
     */
    public SortedMap<String, Long> counts() {
        return numbers(counts);
    }

    private static <K> SortedMap<K, Long> numbers(Map<K, LongAdder> adders) {
        SortedMap<K, Long> numbers = new TreeMap<>();
        adders.forEach((name, adder) -> numbers.put(name, adder.sum()));
        return numbers;
    }

    /** The work that is not over yet, in the order of its beginning. */
    public List<Work> underWay() {
        return underWay.stream()
                .sorted((one, other) -> one.since().compareTo(other.since()))
                .toList();
    }

    private void add(String name, long number) {
        if (number > 0) {
            counts.computeIfAbsent(name, any -> new LongAdder()).add(number);
        }
    }

    private final class Counting implements ClientObserver {

        private final String service;
        private final String operation;
        // found by the status alone, as this is asked for each request
        private final Map<Integer, LongAdder> outcomes = new ConcurrentHashMap<>();

        Counting(String service, String operation) {
            this.service = service;
            this.operation = operation;
        }

        @Override
        public Request request(String method, URI uri) {
            return this::ended;
        }

        private void ended(int status, int attempts, boolean failed) {
            outcomes.computeIfAbsent(status / 100, this::requestsWith).increment();
            add("retries", attempts - 1L);
            add("requests.failed", failed ? 1 : 0);
        }

        private LongAdder requestsWith(int family) {
            return requests.computeIfAbsent(
                    new Requests(service, operation, outcomeOf(family)), any -> new LongAdder());
        }

        @Override
        public void refresh(@Nullable String sessionKey, String reason, @Nullable String errorCode) {
            add("refreshes." + reason + (errorCode == null ? ".succeeded" : ".failed"), 1);
        }

        @Override
        public void cacheLookup(boolean hit) {
            add(hit ? "cache.hits" : "cache.misses", 1);
        }

        @Override
        public void begin(Work work) {
            underWay.add(work);
        }

        @Override
        public void end(Work work, Work.Outcome outcome) {
            underWay.remove(work);
            if (work.kind() == Work.Kind.PAGES) {
                return;
            }
            boolean upload = work.kind() == Work.Kind.UPLOAD;
            add(upload ? "samples.written" : "samples.read", work.items());
            add(upload ? "bytes.written" : "bytes.read", work.bytes());
            if (upload) {
                add(outcome == Work.Outcome.DONE ? "uploads.succeeded" : "uploads.failed", 1);
            }
        }
    }
}
