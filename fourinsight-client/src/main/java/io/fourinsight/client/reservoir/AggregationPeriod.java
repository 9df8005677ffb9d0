package io.fourinsight.client.reservoir;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The length of the windows that the reservoir aggregates over: from one tick (100 ns) to 24 hours. */
public final class AggregationPeriod {

    /** No more digits than fit into a long. */
    private static final Pattern SYNTAX = Pattern.compile("([0-9]{0,18})\\s*([A-Za-z]+)");

    private static final long MAX_NANOS = TimeUnit.HOURS.toNanos(24);

    private final String wire;
    private final long nanos;

    private AggregationPeriod(long count, Unit unit) {
        this.wire = count + unit.wire;
        this.nanos = count * unit.nanos;
    }

    /** As {@link #parse}, of the option {@code aggregationPeriod}. */
    public static AggregationPeriod of(String text) {
        return parse("aggregationPeriod", text);
    }

    /**
     * Reads an integer (1 if it is missing) and a unit, such as {@code 15m}, {@code 1 hour} or {@code tick}.
     *
     * @throws IllegalArgumentException naming the option, the text and what is allowed
     */
    public static AggregationPeriod parse(String option, String text) {
        Matcher matcher = SYNTAX.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw invalid(option, text);
        }
        long count = matcher.group(1).isEmpty() ? 1 : Long.parseLong(matcher.group(1));
        if (count == 1 && List.of("d", "day").contains(matcher.group(2))) {
            // the service has no days, and no longer period
            return new AggregationPeriod(24, Unit.HOUR);
        }
        Unit unit = Unit.named(matcher.group(2)).orElseThrow(() -> invalid(option, text));
        if (count == 0 || count > MAX_NANOS / unit.nanos) {
            throw invalid(option, text);
        }
        return new AggregationPeriod(count, unit);
    }

    private static IllegalArgumentException invalid(String option, String text) {
        return new IllegalArgumentException("Option " + option + ": '" + text + "' is no aggregation period; allowed is"
                + " a positive integer with one of the units h, m, s, ms, microsecond, tick (100 ns), up to 24h");
    }

    /** As the service takes it: {@code 15m}, {@code 24h}, {@code 5microsecond}, {@code 1tick}. */
    public String wire() {
        return wire;
    }

    public long nanos() {
        return nanos;
    }

    @Override
    public String toString() {
        return wire;
    }

    private enum Unit {
        HOUR("h", TimeUnit.HOURS.toNanos(1), "h", "hr", "hrs", "hour", "hours"),
        MINUTE("m", TimeUnit.MINUTES.toNanos(1), "m", "min", "mins", "minute", "minutes"),
        SECOND("s", TimeUnit.SECONDS.toNanos(1), "s", "sec", "secs", "second", "seconds"),
        MILLISECOND("ms", TimeUnit.MILLISECONDS.toNanos(1), "ms", "milli", "millis", "millisecond", "milliseconds"),
        MICROSECOND(
                "microsecond",
                TimeUnit.MICROSECONDS.toNanos(1),
                "us",
                "micro",
                "micros",
                "microsecond",
                "microseconds"),
        TICK("tick", 100, "tick", "ticks");

        private final String wire;
        private final long nanos;
        private final List<String> names;

        Unit(String wire, long nanos, String... names) {
            this.wire = wire;
            this.nanos = nanos;
            this.names = List.of(names);
        }

        static Optional<Unit> named(String name) {
            return Arrays.stream(values())
                    .filter(unit -> unit.names.contains(name))
                    .findFirst();
        }
    }
}
