package io.fourinsight.camel.reservoir;

import io.fourinsight.camel.rest.BlobClient;
import io.fourinsight.camel.rest.Cancellation;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/**
 * One reading of the days of a window, from its listing to its end: fetches and merges days in their order, some of them
 * ahead of who takes them.
 *
 * <p>Whatever ends it, {@link #close} cuts its connections, ends its tasks and lets go of what they fetched; any thread
 * may call it.
 *
 * @param <T> what the files of a day are made into
 */
final class DayReading<T> implements Closeable {

    /** Makes something of a day, and closes it when it is no longer needed. */
    @FunctionalInterface
    interface Merge<T> {
        T merge(Day day) throws IOException;
    }

    private final ListedDays days;
    private final Workspace workspace = new Workspace();
    private final Cancellation cancellation = new Cancellation();
    private final DayFiles files;
    private final Prefetch<T> results;
    private int taken;
    private Day readAgain;

    DayReading(
            ListedDays days, BlobClient blobs, DayFileCache cache, Executor executor, int parallelism, Merge<T> merge) {
        this.days = days;
        this.files = new DayFiles(blobs, cache, days, workspace, cancellation);
        this.results = new Prefetch<>(
                executor,
                parallelism,
                IntStream.range(0, days.count())
                        .<Callable<T>>mapToObj(index -> () -> merge.merge(fetch(index)))
                        .iterator(),
                cancellation::cancel);
    }

    int count() {
        return days.count();
    }

    /** What became of the next day, or null if there is none. */
    T next() throws IOException {
        T result = results.next();
        if (result != null) {
            taken++;
            days.reached(Math.min(taken, days.count() - 1));
        }
        return result;
    }

    /** The files of a day that was taken before, to be used until the next day is asked for again. */
    List<DayFile> again(int index) throws IOException {
        if (readAgain != null) {
            readAgain.close();
        }
        days.reached(index);
        readAgain = fetch(index);
        return readAgain.files();
    }

    private Day fetch(int index) throws IOException {
        List<ListedFile> listed = days.day(index).files();
        List<DayFile> named = new ArrayList<>(listed.size());
        List<Content> contents = new ArrayList<>(listed.size());
        int mostInMemory = Workspace.DAY_LIMIT;
        for (ListedFile file : listed) {
            Content content = files.get(file, mostInMemory);
            if (content.isInMemory()) {
                mostInMemory -= (int) content.size();
            }
            contents.add(content);
            named.add(content.named(file.name()));
        }
        return new Day(named, contents);
    }

    /** The tasks first, so that nothing is let go of that they still read. */
    @Override
    public void close() throws IOException {
        results.close();
        workspace.close();
    }

    /** The files of a day at hand, in ascending order of precedence, until it is closed. */
    static final class Day implements Closeable {

        private final List<DayFile> files;
        private final List<Content> contents;

        Day(List<DayFile> files, List<Content> contents) {
            this.files = files;
            this.contents = contents;
        }

        List<DayFile> files() {
            return files;
        }

        /** Its content if it has one file, else null. */
        Content onlyContent() {
            return contents.size() == 1 ? contents.get(0) : null;
        }

        /** How many bytes all its files have. */
        long size() {
            return contents.stream().mapToLong(Content::size).sum();
        }

        @Override
        public void close() throws IOException {
            for (Content content : contents) {
                content.close();
            }
        }
    }
}
