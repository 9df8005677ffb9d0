package io.fourinsight.camel.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/** Gives local times, which a change of the clock may make ambiguous, their offset. It remembers the time before. */
final class LocalTimes {

    private final ZoneRules rules;
    private final Ambiguous ambiguous;
    private Instant before = Instant.MIN;

    LocalTimes(ZoneId zone, Ambiguous ambiguous) {
        this.rules = zone.getRules();
        this.ambiguous = ambiguous;
    }

    /** @throws UnclearTime if the time is none or more than one */
    Instant instant(LocalDateTime local) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new UnclearTime("a local time that does not exist in the timeZone, where the clock went forward");
        }
        Instant first = local.toInstant(offsets.get(0));
        return offsets.size() == 1 ? first : choose(first, local.toInstant(offsets.get(1)));
    }

    private Instant choose(Instant earlier, Instant later) {
        return switch (ambiguous) {
            case EARLIER -> earlier;
            case LATER -> later;
            case ORDERED -> earlier.isAfter(before) ? earlier : later;
            case ERROR ->
                throw new UnclearTime(
                        "a local time that exists twice in the timeZone, where the clock went back; ambiguousTime can be"
                                + " ordered, earlier or later");
        };
    }

    /** Says that a line with this time was good. */
    void passed(Instant time) {
        before = time;
    }

    /** A local time that does not exist, or exists twice. */
    static final class UnclearTime extends DateTimeException {

        private static final long serialVersionUID = 1;

        UnclearTime(String reason) {
            super(reason);
        }
    }

    /** Which of two times is meant. */
    enum Ambiguous {
        ERROR,
        ORDERED,
        EARLIER,
        LATER
    }
}
