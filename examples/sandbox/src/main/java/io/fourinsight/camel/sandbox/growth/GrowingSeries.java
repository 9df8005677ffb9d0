package io.fourinsight.camel.sandbox.growth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The files of a growing series, each when its time has come.
 *
 * <p>A file is complete at the end of its time, and is uploaded then. A late sample is in none of these, but in a file of
 * late samples that is uploaded with a later one, just before it.
 */
public final class GrowingSeries {

    /** A file that is uploaded, its samples in ascending order. */
    public record GrownFile(Instant uploadedAt, long[] timestamps, double[] values) {}

    private final Growth growth;
    private final long start;
    private final long step;
    private final long fileEvery;
    private final SplittableRandom random;

    /** Times of late samples by the number of the file that they are uploaded with. */
    private final SortedMap<Long, List<Long>> late = new TreeMap<>();

    private long nextSample;
    private long nextFile;

    /** @param seed which samples come late depends on it */
    public GrowingSeries(Growth growth, long seed) {
        this.growth = growth;
        this.start = nanos(growth.start());
        this.step = growth.step().toNanos();
        this.fileEvery = growth.fileEvery().toNanos();
        this.random = new SplittableRandom(seed);
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    /** The files that were uploaded since it was asked last, until a time, in their order. */
    public List<GrownFile> filesUntil(Instant now) {
        List<GrownFile> files = new ArrayList<>();
        long until = nanos(now) - start;
        while (end() <= until) {
            Instant uploadedAt = growth.start().plusNanos(end());
            List<Long> onTime = samplesOfNextFile();
            List<Long> lateSamples = late.remove(nextFile);
            if (lateSamples != null) {
                files.add(file(uploadedAt, lateSamples));
            }
            if (!onTime.isEmpty()) {
                files.add(file(uploadedAt, onTime));
            }
            nextFile++;
        }
        return files;
    }

    /** The end of the next file's time, after the start. */
    private long end() {
        return (nextFile + 1) * fileEvery;
    }

    private List<Long> samplesOfNextFile() {
        List<Long> onTime = new ArrayList<>();
        for (long time = nextSample * step; time < end(); time = nextSample * step) {
            if (random.nextDouble() < growth.lateShare()) {
                long files = growth.lateBy().toNanos() / fileEvery;
                long with = nextFile + (files == 0 ? 1 : 1 + random.nextLong(files));
                late.computeIfAbsent(with, added -> new ArrayList<>()).add(time);
            } else {
                onTime.add(time);
            }
            nextSample++;
        }
        return onTime;
    }

    private GrownFile file(Instant uploadedAt, List<Long> times) {
        long[] timestamps = times.stream().mapToLong(time -> start + time).toArray();
        double[] values = times.stream()
                .mapToDouble(time -> growth.valueAtSecond().applyAsDouble(time / 1e9))
                .toArray();
        return new GrownFile(uploadedAt, timestamps, values);
    }
}
