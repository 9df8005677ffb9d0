package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.sandbox.Sandbox;
import io.fourinsight.client.reservoir.TimeSeries;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.camel.Exchange;

/** Each sample that a route has received, and how often, to be compared with those that the sandbox holds. */
final class Received {

    private final Map<String, NavigableMap<Long, Double>> samples = new HashMap<>();
    private long twice;
    private long recovered;
    private int repeatedWindows;

    synchronized void note(Exchange exchange) {
        String series = ConsumerRig.header(exchange, FourInsightConstants.SERIES_ID, String.class);
        TimeSeries body = exchange.getMessage().getBody(TimeSeries.class);
        for (int i = 0; i < body.size(); i++) {
            note(series, body.timestamp(i), body.number(i), ConsumerRig.isRecovered(exchange));
        }
    }

    synchronized void note(String series, long timestamp, double value, boolean late) {
        if (samples.computeIfAbsent(series, added -> new TreeMap<>()).put(timestamp, value) != null) {
            twice++;
        }
        recovered += late ? 1 : 0;
    }

    /** How many samples came although they had come before. */
    synchronized long twice() {
        return twice;
    }

    /** How many samples came late, or once more. */
    synchronized long recovered() {
        return recovered;
    }

    /** A window ended, before which so many samples had come twice. */
    synchronized void windowEnds(long twiceBefore) {
        repeatedWindows += twice > twiceBefore ? 1 : 0;
    }

    /** How many windows held samples that had come before. */
    synchronized int repeatedWindows() {
        return repeatedWindows;
    }

    synchronized long distinct() {
        return samples.values().stream().mapToLong(Map::size).sum();
    }

    synchronized boolean hasAllOf(Sandbox sandbox, Collection<String> series) {
        return series.stream().allMatch(id -> sandbox.samples(id).equals(samples.get(id)));
    }

    /** Nothing is missing, and nothing was made up. */
    synchronized void areExactlyThoseOf(Sandbox sandbox, Collection<String> series) {
        for (String id : series) {
            assertThat(samples.getOrDefault(id, new TreeMap<>()))
                    .as("samples of series %s", id)
                    .isEqualTo(sandbox.samples(id));
        }
        assertThat(samples.keySet()).isSubsetOf(series);
    }
}
