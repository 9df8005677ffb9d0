package io.fourinsight.camel.reservoir;

import java.time.Instant;

/**
 * One sample of a series: a point in time and its value.
 *
 * @param timestamp nanoseconds since the epoch, UTC
 * @param value a {@link Double} (NaN for an empty one) or a {@link String}; another number given becomes a Double,
 *     {@code null} becomes NaN, anything else its text
 */
public record Sample(long timestamp, Object value) {

    public Sample {
        if (value == null) {
            value = Double.NaN;
        } else if (value instanceof Number number) {
            value = number.doubleValue();
        } else {
            value = value.toString();
        }
    }

    public Instant instant() {
        return Timestamps.instant(timestamp);
    }
}
