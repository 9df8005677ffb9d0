package io.fourinsight.client.reservoir.day;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The files of one day in ascending order of precedence.
 *
 * @param day days since the epoch
 */
public record ListedDay(long day, List<ListedFile> files) {

    private static final long NANOS = TimeUnit.DAYS.toNanos(1);

    public ListedDay {
        files = List.copyOf(files);
    }

    /** The versions of its files. */
    public List<String> versions() {
        return files.stream().map(ListedFile::version).toList();
    }

    /** The first nanosecond of a day, or the nearest that a long can hold. */
    public static long start(long day) {
        long high = Math.multiplyHigh(day, NANOS);
        long low = day * NANOS;
        if (high == low >> 63) {
            return low;
        }
        return day < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
