package io.fourinsight.client.plan;

import io.fourinsight.client.plan.SeriesCursor.DayKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which files live windows need not read again, because they hold no sample that is still to come; lost with the process.
 *
 * <p>Of a day that grows by a file a minute, only a count and a hash are kept, and those files that reach past the cursor.
 */
final class KnownFiles {

    /** After a start: nothing is known. */
    static final KnownFiles NONE = new KnownFiles(Map.of());

    /**
     * The first so many files of a day.
     *
     * @param next of those that reach past the cursor, by version: their next sample
     */
    private record Known(int count, long hash, Map<String, Long> next) {}

    private final Map<DayKey, Known> days;

    private KnownFiles(Map<DayKey, Known> days) {
        this.days = Map.copyOf(days);
    }

    private @Nullable Known known(int member, DayVersions day) {
        Known known = days.get(new DayKey(day.day(), member));
        return known != null && day.startsWith(known.count, known.hash) ? known : null;
    }

    /** The files of a day that may hold samples before the end. */
    List<String> toRead(int member, DayVersions day, long end) {
        Known known = known(member, day);
        if (known == null) {
            return day.versions();
        }
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < day.size(); i++) {
            Long next = known.next.get(day.version(i));
            if (i >= known.count || next != null && next < end) {
                wanted.add(day.version(i));
            }
        }
        return wanted;
    }

    /** Before this there is no sample in the day that is still to come: its start if a file is unknown. */
    long earliest(int member, DayVersions day) {
        Known known = known(member, day);
        return known == null || known.count < day.size()
                ? Nanos.startOfDay(day.day())
                : known.next.values().stream().mapToLong(Long::longValue).min().orElse(LiveResult.NONE);
    }

    /** Adds what a completed window has read, of the days that it touched and the cursor has not passed yet. */
    KnownFiles after(Plan.Live window, LiveResult result, long position) {
        Map<DayKey, Known> after = new HashMap<>();
        for (int member = 0; member < window.facts().size(); member++) {
            Map<String, Long> read = new HashMap<>();
            for (LiveResult.FileRead file : result.files()) {
                if (file.member() == member) {
                    read.put(file.version(), file.next());
                }
            }
            for (DayVersions day : window.facts().get(member).listing().days()) {
                DayKey key = new DayKey(day.day(), member);
                Known known = known(member, day);
                if (Nanos.endOfDay(day.day()) <= position) {
                    continue;
                }
                if (Nanos.startOfDay(day.day()) < window.end()) {
                    after.put(key, after(day, known, read));
                } else if (known != null) {
                    after.put(key, known);
                }
            }
        }
        return new KnownFiles(after);
    }

    private static Known after(DayVersions day, @Nullable Known known, Map<String, Long> read) {
        Map<String, Long> next = new HashMap<>();
        int count = 0;
        while (count < day.size()) {
            String version = day.version(count);
            Long found = read.get(version);
            if (found == null && known != null && count < known.count) {
                found = known.next.getOrDefault(version, LiveResult.NONE);
            }
            if (found == null) {
                break;
            }
            if (found != LiveResult.NONE) {
                next.put(version, found);
            }
            count++;
        }
        return new Known(count, day.hash(count), Map.copyOf(next));
    }
}
