package io.fourinsight.client.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * What the reservoir lists of a series between two days: those with files, in ascending order.
 *
 * @param fromDay first day that was asked for, since the epoch
 * @param toDay first day after those that were asked for
 */
public record SeriesListing(long fromDay, long toDay, List<DayVersions> days) {

    /** @throws IllegalArgumentException if the days are not in order, or not among those that were asked for */
    public SeriesListing {
        days = days.stream().filter(day -> day.size() > 0).toList();
        long least = fromDay;
        for (DayVersions day : days) {
            if (day.day() < least || day.day() >= toDay) {
                throw new IllegalArgumentException("Day " + day.day() + " is not in order between " + fromDay + " and "
                        + toDay + " in a listing of days");
            }
            least = day.day() + 1;
        }
    }

    /** Nothing is listed yet, from a cursor's day on: the plan says what to list. */
    public static SeriesListing before(SeriesCursor cursor) {
        long day = Nanos.day(cursor.position());
        return new SeriesListing(day, day, List.of());
    }

    /** This listing and the one of the days that follow. */
    public SeriesListing and(SeriesListing next) {
        if (next.fromDay != toDay) {
            throw new IllegalArgumentException(
                    "A listing from day " + next.fromDay + " on does not follow one to day " + toDay);
        }
        List<DayVersions> both = new ArrayList<>(days);
        both.addAll(next.days);
        return new SeriesListing(fromDay, next.toDay, both);
    }

    /** The files of a day, none if it is not listed. */
    public DayVersions day(long day) {
        for (DayVersions listed : days) {
            if (listed.day() == day) {
                return listed;
            }
        }
        return new DayVersions(day, List.of());
    }

    boolean covers(long day) {
        return day >= fromDay && day < toDay;
    }
}
