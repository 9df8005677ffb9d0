package io.fourinsight.client.reservoir;

import io.fourinsight.client.reservoir.text.Timestamps;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Makes series of samples that are Java objects. */
public final class SampleInput {

    private SampleInput() {}

    /**
     * A series without id; the order of the map does not matter.
     *
     * @param map from times as {@link Timestamps#of} takes them to numbers, null for an empty one, or anything else as text
     * @throws IllegalArgumentException if a key is no time, or two are the same time
     */
    public static TimeSeries toSeries(Map<?, ?> map) {
        SampleColumns columns = SampleColumns.lastReceived();
        map.forEach((time, value) -> columns.add(new Sample(Timestamps.of(time), value)));
        TimeSeries series = columns.toSeries(null);
        if (series.size() < map.size()) {
            throw new IllegalArgumentException("Two keys of the map are the same time: " + twice(map));
        }
        return series;
    }

    /**
     * A series without id; of two samples at one timestamp the later stays.
     *
     * @throws IllegalArgumentException if an item is no {@link Sample}
     */
    public static TimeSeries toSeries(Iterable<?> samples) {
        SampleColumns columns = SampleColumns.lastReceived();
        long number = 1;
        for (Object item : samples) {
            columns.add(sample(item, number++));
        }
        return columns.toSeries(null);
    }

    public static Sample sample(Object item, long number) {
        if (item instanceof Sample sample) {
            return sample;
        }
        String wrong = item == null
                ? "null"
                : item instanceof Map ? "a Map" : "a " + item.getClass().getName();
        throw new IllegalArgumentException(
                "Item " + number + " is " + wrong + ", which holds no sample; allowed are items of "
                        + Sample.class.getName() + ", or instead of all items one Map of time to value");
    }

    private static Object twice(Map<?, ?> map) {
        Set<Long> seen = new HashSet<>();
        return map.keySet().stream()
                .filter(key -> !seen.add(Timestamps.of(key)))
                .findFirst()
                .orElseThrow();
    }
}
