package io.fourinsight.client.reservoir.request;

import io.fourinsight.client.reservoir.GroupMembers;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads the series of a group, several at once.
 *
 * <p>The caller's thread reads, too, so that a group is read even if the executor has no thread to spare. The first
 * failure ends the reading of the others.
 */
public final class GroupReader {

    /** Reads one series. */
    @FunctionalInterface
    public interface Member {
        TimeSeries read(String seriesId) throws IOException;
    }

    private final Executor executor;
    private final int parallelism;

    /** @param executor its tasks may wait for other threads, but not for one another */
    public GroupReader(Executor executor, int parallelism) {
        this.executor = executor;
        this.parallelism = parallelism;
    }

    /** How many of so many series are read at once. */
    public int atOnce(GroupMembers members) {
        return Math.min(parallelism, members.ids().size());
    }

    /**
     * The group of the series, each read once.
     *
     * @throws IOException if one could not be read so; nothing partial is returned
     */
    public TimeSeriesGroup read(GroupMembers members, Member member) throws IOException {
        Reading reading = new Reading(members, member);
        List<FutureTask<?>> helpers = new ArrayList<>();
        try {
            for (int i = 1; i < atOnce(members); i++) {
                FutureTask<?> helper = new FutureTask<>(reading, null);
                helpers.add(helper);
                begin(helper);
            }
            reading.run();
            return reading.result();
        } finally {
            helpers.forEach(helper -> helper.cancel(true));
        }
    }

    private void begin(FutureTask<?> helper) {
        try {
            executor.execute(helper);
        } catch (RejectedExecutionException e) {
            // the caller's thread, and the helpers that there are, read all
        }
    }

    /** The series that are still to be read, and what became of the others. */
    private static final class Reading implements Runnable {

        private final List<String> labels;
        private final List<String> ids;
        private final Member member;
        private final @Nullable TimeSeries[] series;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final CountDownLatch missing;

        Reading(GroupMembers members, Member member) {
            this.labels = List.copyOf(members.ids().keySet());
            this.ids = List.copyOf(members.ids().values());
            this.member = member;
            this.series = new TimeSeries[ids.size()];
            this.missing = new CountDownLatch(ids.size());
        }

        @Override
        public void run() {
            try {
                for (int i = next.getAndIncrement();
                        i < ids.size() && failure.get() == null;
                        i = next.getAndIncrement()) {
                    series[i] = member.read(ids.get(i));
                    missing.countDown();
                }
            } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
                while (missing.getCount() > 0) {
                    missing.countDown();
                }
            }
        }

        TimeSeriesGroup result() throws IOException {
            try {
                missing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("Interrupted while waiting for series");
            }
            Throwable cause = failure.get();
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (cause != null) {
                throw cause instanceof IOException io
                        ? io
                        : new IOException("Series could not be read: " + cause, cause);
            }
            Map<String, TimeSeries> group = new LinkedHashMap<>();
            for (int i = 0; i < series.length; i++) {
                TimeSeries read = series[i];
                if (read != null) { // all are there
                    group.put(labels.get(i), read);
                }
            }
            return TimeSeriesGroup.of(group);
        }
    }
}
