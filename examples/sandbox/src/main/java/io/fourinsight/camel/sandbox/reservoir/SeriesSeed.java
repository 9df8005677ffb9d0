package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.live.LiveSeries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The series that a new sandbox holds, the same in every run. */
public final class SeriesSeed {

    public static final String STAVANGER = "f5057fee-4c3e-4459-82dd-21250b729601";
    public static final String BERGEN = "f41fcb28-e1ec-4229-9aa5-148c01a8c3f5";
    public static final String KRISTIANSUND = "b7b3ff7b-623d-48df-8cd5-8cc6f137bdc5";
    public static final String ACCELERATION_X = "e52fec14-2d75-4a6a-8584-0f4ce50ee168";
    public static final String ACCELERATION_Y = "43c243ee-0945-46ce-9f76-663f8330df68";
    public static final String ACCELERATION_Z = "d01e13be-235f-461f-8392-3dd14744f3e0";
    public static final String WAVE_HEIGHT = "d8aaa1f6-d2b6-41ba-9e97-f5f843c901ee";
    public static final String WAVE_PERIOD = "44d09f3d-38c2-4ebb-95ba-b91cd20b52cf";
    public static final String STATUS_TEXT = "54dc7651-89f8-46dc-9f93-26be5a7eff0d";
    public static final String EMPTY = "dd75ef1b-a557-4e75-83c8-396ebe77367b";
    public static final String OLD = "31146644-0f9e-4cd3-a7aa-e4a6ac9448a7";
    public static final String FLAG = "0c7b3c1f-93ff-4f0b-9f0a-6d5c6ac2a6ec";

    private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant YEAR_BEFORE = Instant.parse("2025-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration OFF_THE_FAST_PATH = Duration.ofDays(200);
    private static final int HOURS_OF_YEAR = 365 * 24;
    private static final int SECONDS_OF_30_DAYS = 30 * 24 * 3600;

    private SeriesSeed() {}

    /** A store with all of them, uploaded now by the clock, but for the old one and those that follow the clock. */
    public static SeriesStore store(Clock clock) {
        Instant now = clock.instant();
        SeriesStore store = new SeriesStore(clock);
        store.put(STAVANGER, now, new ResourceSamples("water-level-stavanger-2026.csv.gz"));
        store.put(BERGEN, now, new ResourceSamples("water-level-bergen-2026.csv.gz"));
        store.put(KRISTIANSUND, now, new ResourceSamples("water-level-kristiansund-2026.csv.gz"));
        store.put(ACCELERATION_X, now, acceleration(0.35, 12.5, 0));
        store.put(ACCELERATION_Y, now, acceleration(0.22, 9.1, 1));
        store.put(ACCELERATION_Z, now, acceleration(0.11, 7.3, 2));
        store.put(WAVE_HEIGHT, now, hourly(YEAR, HOURS_OF_YEAR, 2.4, 1.1));
        store.put(WAVE_PERIOD, now, hourly(YEAR, HOURS_OF_YEAR, 10.5, 2.5));
        store.put(STATUS_TEXT, now, status());
        store.put(EMPTY, now, Samples.NONE);
        store.put(OLD, now.minus(OFF_THE_FAST_PATH), hourly(YEAR_BEFORE, 31 * 24, 3.0, 0.5));
        store.put(FLAG, now, flag());
        for (LiveSeries live : LiveSeries.values()) {
            store.put(new ClockedSeries(live, clock));
        }
        return store;
    }

    /** A swell that grows and fades over half a day, with a shorter wind sea on top, in m/s². */
    private static Samples acceleration(double amplitude, double period, double phase) {
        return new ComputedSamples(JUNE, Duration.ofSeconds(1), SECONDS_OF_30_DAYS, second -> {
            double swell = Math.sin(2 * Math.PI * second / period + phase);
            double windSea = Math.sin(2 * Math.PI * second / 4.7 + 2 * phase);
            double weather = 1 + 0.5 * Math.sin(2 * Math.PI * second / 43_200);
            return amplitude * weather * (swell + 0.3 * windSea);
        });
    }

    /** Weather that comes and goes within five days. */
    private static Samples hourly(Instant start, int hours, double mean, double amplitude) {
        return new ComputedSamples(
                start, HOUR, hours, second -> mean + amplitude * Math.sin(2 * Math.PI * second / 432_000));
    }

    private static Samples status() {
        return words("drilling", "tripping", "waiting on weather", "disconnected");
    }

    private static Samples flag() {
        return words("true", "false", "false");
    }

    /** Words in turn, every hour of two days. */
    private static Samples words(String... words) {
        long start = Times.toNanos(YEAR);
        return new TextSamples(
                LongStream.range(0, 48)
                        .map(hour -> start + hour * HOUR.toNanos())
                        .toArray(),
                IntStream.range(0, 48)
                        .mapToObj(hour -> words[hour % words.length])
                        .toArray(String[]::new));
    }
}
