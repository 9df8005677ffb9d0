package io.fourinsight.client.plan;

import io.fourinsight.client.plan.Plan.LateFile;
import io.fourinsight.client.plan.Plan.Reason;
import io.fourinsight.client.plan.SeriesCursor.DayKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds samples that came after the cursor had passed their time: they are in files that were not listed before. */
final class LateSamples {

    private final PlanSettings settings;

    LateSamples(PlanSettings settings) {
        this.settings = settings;
    }

    /** The watched days after a live window moved the cursor, or left it where it is. */
    SortedMap<DayKey, SeenFiles> watched(SeriesCursor cursor, Plan.Live window, LiveResult result, long position) {
        SortedMap<DayKey, SeenFiles> days = new TreeMap<>();
        if (settings.recoveryWindow().isEmpty()) {
            return days;
        }
        days.putAll(cursor.days());
        long cursorsDay = Nanos.day(cursor.position());
        long first = Math.max(cursorsDay, settings.firstWatchedDay(window.now()));
        for (int member = 0; member < window.facts().size(); member++) {
            SeriesListing listing = window.facts().get(member).listing();
            Set<String> onTime = onTime(member, result, cursor.position());
            // however old it is, if it is watched: the window may have read a part of its late files
            SeenFiles seen = cursor.days().get(new DayKey(cursorsDay, member));
            if (seen != null || first == cursorsDay) {
                days.put(
                        new DayKey(cursorsDay, member),
                        watched(seen, listing.day(cursorsDay), onTime, cursor.position(), position));
            }
            for (long day = Math.max(first, cursorsDay + 1); day <= Nanos.day(position); day++) {
                days.put(new DayKey(day, member), SeenFiles.all(listing.day(day)));
            }
        }
        return days;
    }

    /** Files read whose samples are all at or after the cursor. */
    private static Set<String> onTime(int member, LiveResult result, long position) {
        Set<String> versions = new HashSet<>();
        for (LiveResult.FileRead file : result.files()) {
            if (file.member() == member && file.first() >= position) {
                versions.add(file.version());
            }
        }
        return versions;
    }

    private static SeenFiles watched(
            @Nullable SeenFiles before, DayVersions day, Set<String> onTime, long from, long to) {
        if (before == null || Nanos.startOfDay(day.day()) >= from) {
            // Nothing of the day was delivered before, or nobody looked for late samples in it until now.
            return SeenFiles.all(day);
        }
        if (!before.isPrefixOf(day)) {
            return before;
        }
        int count = before.count();
        if (before.pending().isEmpty()) {
            while (count < day.size() && onTime.contains(day.version(count))) {
                count++;
            }
        }
        SeenFiles seen = new SeenFiles(count, day.hash(count), before.pending());
        return to > from ? seen.readFrom(from, day) : seen;
    }

    /** The late samples of a day before the cursor, of each member. */
    Plan of(SeriesCursor cursor, List<DayVersions> listed) {
        long day = listed.get(0).day();
        long start = Math.max(cursor.beginning(), Nanos.startOfDay(day));
        long end = Math.min(cursor.position(), Nanos.endOfDay(day));
        if (settings.recoveryWindow().isEmpty() || start >= end) {
            return new Plan.Nothing(Reason.NO_LATE_FILES);
        }
        List<LateFile> files = new ArrayList<>();
        boolean changed = false;
        boolean rewritten = false;
        for (int member = 0; member < listed.size(); member++) {
            SeenFiles seen = cursor.days().get(new DayKey(day, member));
            DayVersions now = listed.get(member);
            if (seen == null || seen.count() == now.size() && seen.isPrefixOf(now)) {
                continue;
            }
            changed = true;
            if (seen.isPrefixOf(now)) {
                addLater(files, member, seen, now, end);
            } else {
                rewritten = true;
                add(files, member, now, 0, now.size(), end);
            }
        }
        files.removeIf(file -> file.end() <= start);
        return changed ? new Plan.Late(day, start, files, rewritten, listed) : new Plan.Nothing(Reason.NO_LATE_FILES);
    }

    /** A file that live windows have read is late up to where these began; one that they have not, up to the cursor. */
    private static void addLater(List<LateFile> files, int member, SeenFiles seen, DayVersions day, long end) {
        int from = seen.count();
        for (SeenFiles.Pending stretch : seen.pendingIn(day)) {
            add(files, member, day, from, stretch.count(), Math.min(stretch.end(), end));
            from = stretch.count();
        }
        add(files, member, day, from, day.size(), end);
    }

    private static void add(List<LateFile> files, int member, DayVersions day, int from, int to, long end) {
        for (int i = from; i < to; i++) {
            files.add(new LateFile(member, day.version(i), end));
        }
    }

    /** All files of the day, as they were listed, are done with. */
    static SeriesCursor completed(SeriesCursor cursor, Plan.Late late) {
        SortedMap<DayKey, SeenFiles> days = new TreeMap<>(cursor.days());
        for (int member = 0; member < late.listed().size(); member++) {
            DayVersions listed = late.listed().get(member);
            days.computeIfPresent(new DayKey(late.day(), member), (key, seen) -> SeenFiles.all(listed));
        }
        return cursor.with(days);
    }
}
