package io.fourinsight.client.reservoir;

import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One sample of a series: a point in time and its value.
 *
 * @param timestamp nanoseconds since the epoch, UTC
 * @param value a {@link Double} (NaN for an empty one) or a {@link String}; another number given becomes a Double,
 *     {@code null} becomes NaN, anything else its text; but for arrays, lists, maps and optionals, which are no value
 */
public record Sample(long timestamp, @Nullable Object value) {

    public Sample {
        if (value == null) {
            value = Double.NaN;
        } else if (value instanceof Float number) {
            // of 0.1f the double 0.1 is meant, not 0.10000000149011612
            value = Double.parseDouble(number.toString());
        } else if (value instanceof Number number) {
            value = number.doubleValue();
        } else if (isNoValue(value)) {
            throw new IllegalArgumentException("The value of the sample at " + Timestamps.instant(timestamp) + " is a "
                    + value.getClass().getSimpleName() + "; allowed are a number, text, a boolean or null");
        } else {
            value = value.toString();
        }
    }

    private static boolean isNoValue(Object value) {
        return value.getClass().isArray()
                || value instanceof Collection<?>
                || value instanceof Map<?, ?>
                || value instanceof Optional<?>
                || value instanceof OptionalInt
                || value instanceof OptionalLong
                || value instanceof OptionalDouble;
    }

    /** A {@link Double} or a {@link String}. */
    @Override
    public Object value() {
        return Objects.requireNonNull(value); // the constructor has put NaN in its place
    }

    public Instant instant() {
        return Timestamps.instant(timestamp);
    }
}
