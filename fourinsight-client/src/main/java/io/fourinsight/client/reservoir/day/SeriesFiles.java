package io.fourinsight.client.reservoir.day;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that the reservoir lists of a series for some days.
 *
 * @param fromDay first day that was asked for, since the epoch
 * @param toDay first day after those that were asked for
 * @param days those with files, in ascending order
 * @param serviceTime when the service answered, by its own clock to the second, if that is known
 */
public record SeriesFiles(long fromDay, long toDay, List<ListedDay> days, Optional<Instant> serviceTime) {

    /** @throws IllegalArgumentException if there are no such days */
    public SeriesFiles {
        if (fromDay >= toDay) {
            throw new IllegalArgumentException("There are no days from " + fromDay + " to before " + toDay);
        }
        days = List.copyOf(days);
    }

    /** These files and those of the days that follow. */
    public SeriesFiles and(SeriesFiles next) {
        if (next.fromDay != toDay) {
            throw new IllegalArgumentException(
                    "A listing from day " + next.fromDay + " on does not follow one to day " + toDay);
        }
        List<ListedDay> both = new ArrayList<>(days);
        both.addAll(next.days);
        return new SeriesFiles(fromDay, next.toDay, both, next.serviceTime.or(() -> serviceTime));
    }

    /**
     * A day's files with these versions, in their order.
     *
     * @throws IllegalArgumentException if one is not listed
     */
    public ListedDay select(long day, List<String> versions) {
        Map<String, ListedFile> listed = new HashMap<>();
        days.stream()
                .filter(candidate -> candidate.day() == day)
                .flatMap(candidate -> candidate.files().stream())
                .forEach(file -> listed.put(file.version(), file));
        List<ListedFile> files = new ArrayList<>(versions.size());
        for (String version : versions) {
            ListedFile file = listed.get(version);
            if (file == null) {
                throw new IllegalArgumentException("No file " + version + " is listed for day " + day);
            }
            files.add(file);
        }
        return new ListedDay(day, files);
    }
}
