package io.fourinsight.client.plan;

import java.util.List;

/** What a consumer does next with a series. */
public sealed interface Plan {

    /** Files of a day to be read; those not named hold no sample of the window. */
    record DayRead(int member, long day, List<String> versions) {}

    /**
     * A window to be read, delivered, and then {@linkplain Planner#completed(SeriesState, Live, LiveResult) completed}.
     *
     * @param start first nanosecond
     * @param end first nanosecond after it
     * @param reads of raw data the files to be read, and no others; of aggregates those that show that there are samples
     * @param facts of the members, as they were planned with
     * @param now when it was planned
     */
    record Live(long start, long end, List<DayRead> reads, List<SeriesFacts> facts, long now) implements Plan {

        /** Whether files are listed, so that an empty answer for aggregates must be checked against the raw data. */
        public boolean mayHaveSamples() {
            return !reads.isEmpty();
        }
    }

    /** A file that came late, and before which moment its samples are new. */
    record LateFile(int member, String version, long end) {}

    /**
     * Late samples of a day, to be delivered in one exchange, or window by window for a group.
     *
     * <p>Of raw data, each file's samples from {@code start} to the file's end are merged among themselves, empty values
     * left out. Of aggregates and groups, these samples tell which {@linkplain Planner#units units} come again.
     *
     * @param start no earlier sample counts
     * @param files in the listing's order; if there are none, there is nothing to deliver and it is complete at once
     * @param rewritten whether files changed that were known, so that the day comes as a whole
     * @param listed all files of the day, of each member
     */
    record Late(long day, long start, List<LateFile> files, boolean rewritten, List<DayVersions> listed)
            implements Plan {}

    /** A window of a recovery that an operator asked for. */
    record Recovery(RecoveryRequest request, long start, long end) implements Plan {}

    /** The days from one to before another are to be listed, added to the facts, and the plan made again. */
    record ListMore(long fromDay, long toDay) implements Plan {}

    /** There is nothing to do until the next poll. */
    record Nothing(Reason reason) implements Plan {}

    /** Why nothing is to be done. */
    enum Reason {
        /** Samples up to the cursor are not older than the lag; also after a clock was set back. */
        WAITING_FOR_LAG,
        /** The series has no samples past the end of the next period or window. */
        WAITING_FOR_SAMPLES,
        /** No file is listed that might hold a sample after the cursor. */
        NO_NEW_FILES,
        /** No late sample is to be found, or none is looked for. */
        NO_LATE_FILES,
        /** The recovery is complete. */
        RECOVERED
    }
}
