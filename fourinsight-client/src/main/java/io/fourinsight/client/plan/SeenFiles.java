package io.fourinsight.client.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Which files of a day are done with: the first so many of the listing, as long as these are the same.
 *
 * @param count how many; their samples before the cursor were all delivered
 * @param hash of those files
 * @param pending later files that a live window has read, of which earlier samples may be missing; in ascending order
 */
record SeenFiles(int count, long hash, List<Pending> pending) {

    /** So many stretches are told apart. Of more, the last two become one, whose samples may then come twice. */
    private static final int MOST_PENDING = 8;

    /**
     * Files up to a count whose samples before an end are still to be delivered, since live windows began there.
     *
     * @param hash of all files up to the count
     */
    record Pending(int count, long hash, long end) {}

    SeenFiles {
        pending = List.copyOf(pending);
    }

    /** All files of a day. */
    static SeenFiles all(DayVersions day) {
        return new SeenFiles(day.size(), day.hash(), List.of());
    }

    /** Whether the files counted are still the first of the day; else it was rewritten. */
    boolean isPrefixOf(DayVersions day) {
        return day.startsWith(count, hash);
    }

    /** Those stretches that are still in the day as they were. */
    List<Pending> pendingIn(DayVersions day) {
        List<Pending> valid = new ArrayList<>();
        for (Pending stretch : pending) {
            if (!day.startsWith(stretch.count, stretch.hash)) {
                break;
            }
            valid.add(stretch);
        }
        return valid;
    }

    /** After live windows have read all files of a day from this moment on; samples before it may be missing. */
    SeenFiles readFrom(long start, DayVersions day) {
        List<Pending> stretches = new ArrayList<>(pendingIn(day));
        int top = stretches.isEmpty() ? count : stretches.get(stretches.size() - 1).count;
        if (top == day.size()) {
            return new SeenFiles(count, hash, stretches);
        }
        if (stretches.size() == MOST_PENDING) {
            // starts ascend, so that the later one's end leaves nothing out
            stretches.remove(MOST_PENDING - 1);
        }
        stretches.add(new Pending(day.size(), day.hash(), start));
        return new SeenFiles(count, hash, stretches);
    }

    /** After the cursor went back: what follows it comes again by live windows. */
    SeenFiles rewound(long position) {
        return new SeenFiles(
                count,
                hash,
                pending.stream()
                        .map(stretch -> new Pending(stretch.count, stretch.hash, Math.min(stretch.end, position)))
                        .toList());
    }
}
