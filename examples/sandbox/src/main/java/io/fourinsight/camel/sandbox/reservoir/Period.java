package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.http.Refusal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The length of the windows of an aggregation; windows start at its multiples since the epoch. */
record Period(long nanos) {

    private static final Map<String, Long> UNITS = Map.of(
            "h", 3_600_000_000_000L,
            "m", 60_000_000_000L,
            "s", 1_000_000_000L,
            "ms", 1_000_000L,
            "microsecond", 1_000L,
            "tick", 100L);
    private static final long LONGEST = 24 * UNITS.get("h");
    // Eighteen digits fit a long; that many of any unit but one are refused for their length.
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})(h|m|s|ms|microsecond|tick)");

    static Period parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw Refusal.badRequest(
                    "aggregationPeriod=%s is not a number with a unit h, m, s, ms, microsecond or tick."
                            .formatted(text));
        }
        long count = Long.parseLong(matcher.group(1));
        long unit = UNITS.get(matcher.group(2));
        if (count == 0 || count > LONGEST / unit) {
            throw Refusal.badRequest("aggregationPeriod=%s is not between 1 tick and 24 h.".formatted(text));
        }
        return new Period(count * unit);
    }

    long windowAt(long time) {
        return time - Math.floorMod(time, nanos);
    }

    long windowAfter(long window) {
        return window + nanos;
    }
}
