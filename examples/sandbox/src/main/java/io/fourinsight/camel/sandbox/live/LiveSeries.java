package io.fourinsight.camel.sandbox.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;

/** A series that the sandbox computes for any time from {@link #BEGINNING} on: the same value at the same time, always. */
public enum LiveSeries {
    TIDE_STAVANGER(
            "5eed5380-11f3-4345-8f23-bcc4838e7a0f",
            "Tide at Stavanger",
            "tide",
            "m",
            Duration.ofMinutes(1),
            new Tide("stavanger")::at),
    TIDE_BERGEN(
            "02bb571a-af23-4749-a4b8-c1bb6ad5c057",
            "Tide at Bergen",
            "tide",
            "m",
            Duration.ofMinutes(1),
            new Tide("bergen")::at),
    TIDE_KRISTIANSUND(
            "9a537e5c-b20a-4cbe-9dab-4fa32ea114a0",
            "Tide at Kristiansund",
            "tide",
            "m",
            Duration.ofMinutes(1),
            new Tide("kristiansund")::at),
    WAVE_HEIGHT(
            "12173126-e94d-4738-8781-c950ae7cb362",
            "Significant wave height",
            "waves",
            "m",
            Duration.ofMinutes(5),
            Sea::waveHeight),
    WAVE_PERIOD(
            "5dfc3728-dde4-496c-9929-e4f91a9702e9",
            "Wave peak period",
            "waves",
            "s",
            Duration.ofMinutes(5),
            Sea::wavePeriod),
    ACCELERATION_X(
            "3553d60b-d958-4dcd-8c8b-d4a27bfdaa2b",
            "Acceleration x",
            "acceleration",
            "m/s²",
            Sea.SAMPLING,
            Sea.Axis.X::at),
    ACCELERATION_Y(
            "dbe2e7d4-3785-4c13-b030-03890526119a",
            "Acceleration y",
            "acceleration",
            "m/s²",
            Sea.SAMPLING,
            Sea.Axis.Y::at),
    ACCELERATION_Z(
            "0d714f1b-060d-44c2-bc5c-edee7fba588d",
            "Acceleration z",
            "acceleration",
            "m/s²",
            Sea.SAMPLING,
            Sea.Axis.Z::at);

    /** The time of the first sample of each of them. */
    public static final Instant BEGINNING = Instant.parse("2020-01-01T00:00:00Z");

    private final String id;
    private final String title;
    private final String kind;
    private final String unit;
    private final Duration step;
    private final LongToDoubleFunction values;

    LiveSeries(String id, String title, String kind, String unit, Duration step, LongToDoubleFunction values) {
        this.id = id;
        this.title = title;
        this.kind = kind;
        this.unit = unit;
        this.step = step;
        this.values = values;
    }

    public String id() {
        return id;
    }

    /** The key of its metadata, such as {@code tide-stavanger}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For people to read. */
    public String title() {
        return title;
    }

    /** {@code tide}, {@code waves} or {@code acceleration}. */
    public String kind() {
        return kind;
    }

    public String unit() {
        return unit;
    }

    /** From one sample to the next; the first is at {@link #BEGINNING}. */
    public Duration step() {
        return step;
    }

    /** The value at nanoseconds since the epoch. */
    public double valueAt(long nanos) {
        return values.applyAsDouble(nanos);
    }
}
