package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.base.Prefetch;
import io.fourinsight.client.base.Work;
import io.fourinsight.client.reservoir.csv.CsvFile;
import io.fourinsight.client.rest.call.Cancellation;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the days of a window, from its listing to its end: fetches and merges days in their order, some of them
 * ahead of the taker.
 *
 * <p>Whatever ends it, {@link #close} cuts its connections, ends its tasks and lets go of what they fetched; any thread
 * may call it.
 *
 * @param <T> what the files of a day are made into
 */
public final class DayReading<T> implements Closeable {

    /** Makes something of a day, and closes it when it is no longer needed. */
    @FunctionalInterface
    interface Merge<T> {
        T merge(Day day) throws IOException;
    }

    /** How a file is read, by the place of its day and its own in that. */
    @FunctionalInterface
    interface View {
        CsvFile of(int day, int file, CsvFile whole);

        View WHOLE = (day, file, whole) -> whole;
    }

    private final ListedDays days;
    private final View view;
    private final SpoolBudget workspace = new SpoolBudget();
    private final Cancellation cancellation = new Cancellation();
    private final DayFiles files;
    private final Work work;
    private final Prefetch<T> results;
    private int taken;
    private @Nullable Day readAgain;

    DayReading(ListedDays days, View view, DayReadings settings, Merge<T> merge, Work work) {
        this.days = days;
        this.view = view;
        this.work = work;
        this.files = new DayFiles(settings.blobs(), settings.cache(), days, workspace, cancellation, work);
        this.results = new Prefetch<>(
                "day files",
                settings.executor(),
                settings.parallelism(),
                IntStream.range(0, days.count())
                        .<Callable<T>>mapToObj(index -> () -> merge.merge(fetch(index)))
                        .iterator(),
                cancellation::cancel);
    }

    int count() {
        return days.count();
    }

    /** What became of the next day, or null if there is none. */
    @Nullable
    T next() throws IOException {
        T result;
        try {
            result = results.next();
        } catch (IOException | RuntimeException | Error e) {
            work.close();
            throw e;
        }
        if (result == null) {
            work.done();
        } else {
            taken++;
            work.stepDone();
            days.reached(Math.min(taken, days.count() - 1));
        }
        return result;
    }

    /** The files of a day that was taken before, to be used until the next day is asked for again. */
    List<CsvFile> again(int index) throws IOException {
        if (readAgain != null) {
            readAgain.close();
        }
        days.reached(index);
        readAgain = fetch(index);
        return readAgain.files();
    }

    private Day fetch(int index) throws IOException {
        List<ListedFile> listed = days.day(index).files();
        List<CsvFile> named = new ArrayList<>(listed.size());
        List<SpooledContent> contents = new ArrayList<>(listed.size());
        int mostInMemory = SpoolBudget.DAY_LIMIT;
        for (ListedFile file : listed) {
            SpooledContent content = files.get(file, mostInMemory);
            if (content.isInMemory()) {
                mostInMemory -= (int) content.size();
            }
            contents.add(content);
            named.add(view.of(index, named.size(), content.named(file.name())));
        }
        return new Day(named, contents);
    }

    /** The tasks first, so that nothing is let go of that they still read. */
    @Override
    public void close() throws IOException {
        work.ended();
        results.close();
        workspace.close();
    }

    /** Counts samples that were handed over. */
    void delivered(int samples) {
        work.addItems(samples);
    }

    /** The files of a day at hand, in ascending order of precedence, until it is closed. */
    public static final class Day implements Closeable {

        private final List<CsvFile> files;
        private final List<SpooledContent> contents;

        Day(List<CsvFile> files, List<SpooledContent> contents) {
            this.files = files;
            this.contents = contents;
        }

        List<CsvFile> files() {
            return files;
        }

        /** How many bytes all its files have. */
        long size() {
            return contents.stream().mapToLong(SpooledContent::size).sum();
        }

        @Override
        public void close() throws IOException {
            for (SpooledContent content : contents) {
                content.close();
            }
        }
    }
}
