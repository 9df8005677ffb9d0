package io.fourinsight.client.plan;

import io.fourinsight.client.plan.Plan.DayRead;
import io.fourinsight.client.plan.Plan.Reason;
import java.util.ArrayList;
import java.util.List;

/** Finds the next window of a series after its cursor. */
final class LiveWindows {

    private final PlanSettings settings;

    LiveWindows(PlanSettings settings) {
        this.settings = settings;
    }

    Plan next(SeriesState state, List<SeriesFacts> facts, long now) {
        long position = state.cursor().position();
        long limit = Nanos.minus(now, settings.lag());
        if (limit <= position) {
            return new Plan.Nothing(Reason.WAITING_FOR_LAG);
        }
        SeriesListing listing = facts.get(0).listing();
        if (!listing.covers(Nanos.day(position))) {
            return new Plan.ListMore(Nanos.day(position), firstToDay(position, limit));
        }
        return settings.isRaw() ? raw(state, facts, limit, now) : units(state, facts, limit, now);
    }

    /** As many days as a window may touch. */
    private long firstToDay(long position, long limit) {
        return Math.min(Nanos.day(limit), Nanos.day(Nanos.plus(position, settings.maxWindow()))) + 1;
    }

    /** Twice as many days each time, so that empty years cost few requests and a full year no endless answer. */
    private Plan more(List<SeriesFacts> facts, long lastDay, Reason otherwise) {
        SeriesListing listing = facts.get(0).listing();
        if (listing.toDay() > lastDay) {
            return new Plan.Nothing(otherwise);
        }
        long days = 2 * (listing.toDay() - listing.fromDay());
        return new Plan.ListMore(listing.toDay(), Math.min(lastDay + 1, listing.toDay() + days));
    }

    private Plan raw(SeriesState state, List<SeriesFacts> facts, long limit, long now) {
        long start = Math.max(state.cursor().position(), earliest(state, facts));
        if (start >= limit) {
            Reason reason = start == LiveResult.NONE ? Reason.NO_NEW_FILES : Reason.WAITING_FOR_LAG;
            return more(facts, Nanos.day(limit - 1), reason);
        }
        long end = Math.min(
                Math.min(limit, Nanos.plus(start, settings.maxWindow())),
                Nanos.startOfDay(facts.get(0).listing().toDay()));
        return new Plan.Live(start, end, reads(state, facts, start, end), facts, now);
    }

    /** Before this no member has a sample that is still to come, as far as it is listed. */
    private static long earliest(SeriesState state, List<SeriesFacts> facts) {
        long earliest = LiveResult.NONE;
        long firstDay = Nanos.day(state.cursor().position());
        for (int member = 0; member < facts.size(); member++) {
            for (DayVersions day : facts.get(member).listing().days()) {
                if (day.day() >= firstDay) {
                    earliest = Math.min(earliest, state.known().earliest(member, day));
                }
            }
        }
        return earliest;
    }

    private static List<DayRead> reads(SeriesState state, List<SeriesFacts> facts, long start, long end) {
        List<DayRead> reads = new ArrayList<>();
        for (int member = 0; member < facts.size(); member++) {
            for (DayVersions day : facts.get(member).listing().days()) {
                if (Nanos.endOfDay(day.day()) > start && Nanos.startOfDay(day.day()) < end) {
                    List<String> versions = state.known().toRead(member, day, end);
                    if (!versions.isEmpty()) {
                        reads.add(new DayRead(member, day.day(), versions));
                    }
                }
            }
        }
        return reads;
    }

    private Plan units(SeriesState state, List<SeriesFacts> facts, long limit, long now) {
        long position = state.cursor().position();
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (SeriesFacts member : facts) {
            least = Math.min(least, member.last());
            most = Math.max(most, member.last());
        }
        if (most < position) {
            return new Plan.Nothing(Reason.WAITING_FOR_SAMPLES);
        }
        long complete = Math.min(limit, Math.max(least, Nanos.minus(limit, settings.memberWait())));
        long unit = settings.unit();
        if (Nanos.floor(complete, unit) <= position) {
            return new Plan.Nothing(
                    Nanos.floor(limit, unit) <= position ? Reason.WAITING_FOR_LAG : Reason.WAITING_FOR_SAMPLES);
        }
        long start = Math.max(position, Nanos.floor(listedFrom(facts, position, complete), unit));
        long end = Math.min(Nanos.floor(complete, unit), Nanos.plus(start, settings.longest()));
        long listed = Nanos.floor(Nanos.startOfDay(facts.get(0).listing().toDay()), unit);
        if (start >= listed) {
            return more(facts, Nanos.day(end), Reason.WAITING_FOR_SAMPLES);
        }
        if (start >= end) {
            return new Plan.Nothing(Reason.WAITING_FOR_SAMPLES);
        }
        end = Math.min(end, listed);
        return new Plan.Live(start, end, reads(state, facts, start, end), facts, now);
    }

    /** The first listed day's start. If no day is listed, the end of the listing, or the position if it is complete. */
    private static long listedFrom(List<SeriesFacts> facts, long position, long complete) {
        long first = Long.MAX_VALUE;
        for (SeriesFacts member : facts) {
            for (DayVersions day : member.listing().days()) {
                if (day.day() >= Nanos.day(position)) {
                    first = Math.min(first, Nanos.startOfDay(day.day()));
                    break;
                }
            }
        }
        if (first != Long.MAX_VALUE) {
            return first;
        }
        long toDay = facts.get(0).listing().toDay();
        return toDay > Nanos.day(complete) ? position : Nanos.startOfDay(toDay);
    }
}
