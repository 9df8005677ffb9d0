package io.fourinsight.client.window;

import io.fourinsight.client.plan.LiveResult;
import io.fourinsight.client.plan.Plan;
import io.fourinsight.client.plan.SeriesListing;
import java.io.IOException;
import java.util.Collection;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Asks the reservoir, for one turn of a series or group, for what the planner wants to know and to deliver. */
public interface SeriesReader {

    /** The time of a member's last sample; empty if it has none, or if nobody plans by it. */
    OptionalLong lastSample(int member);

    /** The files of a member's days; those named here can be read until the turn ends. */
    SeriesListing list(int member, long fromDay, long toDay);

    /** Whether readings tell what files hold, so that the same files need not be read again. */
    boolean knowsFiles();

    /** The samples of a live window. */
    Reading read(Plan.Live window) throws IOException;

    /** The samples of a window whose samples were delivered before, or should have been. */
    Reading read(long start, long end) throws IOException;

    /** The late samples of a day, as they are delivered if raw samples are. */
    Reading read(Plan.Late late) throws IOException;

    /** When the late samples of a day are; for what is delivered by whole periods or windows. */
    Collection<Long> times(Plan.Late late) throws IOException;

    /**
     * The body of an exchange, and what the planner is to know once it was delivered.
     *
     * @param body null if there is nothing to deliver
     * @param count how many samples, null for a stream
     */
    record Reading(@Nullable Object body, @Nullable Integer count, Found found) {

        public boolean isEmpty() {
            return body == null;
        }
    }

    /** What was found, once the body was read. */
    @FunctionalInterface
    interface Found {

        /** @throws IllegalStateException if the body is a stream that was begun and not read to its end, or that failed */
        LiveResult result();
    }
}
