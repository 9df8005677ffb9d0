package io.fourinsight.camel.sandbox.reservoir;

import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.live.LiveSeries;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A series that ends at the clock's now, its samples and files computed when they are asked for.
 *
 * <p>A file comes every five minutes and stays as it is, so that a consumer sees a day grow as it does at the service. Days
 * that no consumer looks back to any more are one file each: else reading a year meant 100,000 files.
 */
final class ClockedSeries extends Series {

    private static final long FILE = Duration.ofMinutes(5).toNanos();
    private static final long BEGINNING = Times.toNanos(LiveSeries.BEGINNING);

    /** More than consumers look back by default, which is seven days. */
    private static final int DAYS_OF_MANY_FILES = 8;

    /** Evenly spaced, by the time itself: the seconds since another start would round otherwise. */
    private record Computed(long first, long step, int size, LiveSeries live) implements Samples {

        @Override
        public long timestamp(int index) {
            return first + index * step;
        }

        @Override
        public double number(int index) {
            return live.valueAt(timestamp(index));
        }
    }

    private final LiveSeries live;
    private final long step;
    private final Clock clock;

    /** By their start and length; kept for their MD5. */
    private final Map<String, SeriesFile> files = new ConcurrentHashMap<>();

    ClockedSeries(LiveSeries live, Clock clock) {
        super(live.id(), LiveSeries.BEGINNING, List.of());
        this.live = live;
        this.step = live.step().toNanos();
        this.clock = clock;
    }

    @Override
    Series with(List<SeriesFile> more) {
        throw Refusal.of(
                409, "Conflict", "The sandbox computes time series %s by its clock; it takes no file.".formatted(id()));
    }

    @Override
    Instant modifiedAt() {
        return Instant.ofEpochSecond(0, end());
    }

    @Override
    List<SeriesFile> files(long firstDay, long lastDay) {
        long end = end();
        long manyFilesFrom = Days.of(end) - DAYS_OF_MANY_FILES;
        List<SeriesFile> listed = new ArrayList<>();
        for (long day = Math.max(firstDay, Days.of(BEGINNING)); day <= Math.min(lastDay, Days.of(end)); day++) {
            long length = day < manyFilesFrom ? Days.NANOS : FILE;
            long endOfDay = Math.min(Days.start(day + 1), end);
            for (long start = Days.start(day); start < endOfDay; start += length) {
                listed.add(file(start, length));
            }
        }
        return listed;
    }

    @Override
    long firstTimestamp() {
        return end() > BEGINNING ? BEGINNING : 0;
    }

    @Override
    long lastTimestamp() {
        return end() > BEGINNING ? end() - step : -1;
    }

    @Override
    Samples samplesUploadedSince(Instant time) {
        if (time.isBefore(LiveSeries.BEGINNING)) {
            return samples();
        }
        long since = Times.toNanos(time);
        // what was uploaded just then is the file that ended then
        return computed(Math.max(BEGINNING, -Math.floorDiv(-since, FILE) * FILE - FILE), end());
    }

    /** So many of the newest as can be counted. */
    @Override
    Samples samples() {
        long end = end();
        long size = Math.min((end - BEGINNING) / step, Integer.MAX_VALUE);
        return computed(end - size * step, end);
    }

    /** The end of the last file. */
    private long end() {
        long now = Times.toNanos(clock.instant());
        return Math.max(BEGINNING, now - Math.floorMod(now, FILE));
    }

    private SeriesFile file(long start, long length) {
        String name = id() + "/" + start + "/" + length;
        return files.computeIfAbsent(
                name,
                added -> new SeriesFile(
                        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                .toString(),
                        Instant.ofEpochSecond(0, start + length),
                        new SampledContent(computed(start, start + length))));
    }

    private Samples computed(long start, long end) {
        return new Computed(start, step, Math.toIntExact(Math.max(0, end - start) / step), live);
    }
}
