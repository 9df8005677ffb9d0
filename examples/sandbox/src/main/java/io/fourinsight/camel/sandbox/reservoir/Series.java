package io.fourinsight.camel.sandbox.reservoir;

import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A time series: files laid over one another, the last one on top. */
class Series {

    private final String id;
    private final Instant createdAt;
    private final List<SeriesFile> files;
    private List<SeriesFile> mergedFiles;
    private Samples merged;

    Series(String id, Instant createdAt, List<SeriesFile> files) {
        this(id, createdAt, files, List.of(), Samples.NONE);
    }

    private Series(String id, Instant createdAt, List<SeriesFile> files, List<SeriesFile> mergedFiles, Samples merged) {
        this.id = id;
        this.createdAt = createdAt;
        this.files = List.copyOf(files);
        this.mergedFiles = mergedFiles;
        this.merged = merged;
    }

    /** The same series with more files on top. */
    synchronized Series with(List<SeriesFile> more) {
        return new Series(
                id, createdAt, Stream.concat(files.stream(), more.stream()).toList(), mergedFiles, merged);
    }

    String id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Another one after each change. */
    String version() {
        return files.isEmpty()
                ? "0"
                : files.size() + "-" + files.get(files.size() - 1).id();
    }

    Instant modifiedAt() {
        return files.isEmpty() ? createdAt : files.get(files.size() - 1).uploadedAt();
    }

    /** The files that may have samples of the days from the first to the last, both included. */
    List<SeriesFile> files(long firstDay, long lastDay) {
        return files;
    }

    /** Nanoseconds since the epoch, 0 if there are no samples. */
    long firstTimestamp() {
        return timestamps(FileContent::firstTimestamp).min().orElse(0);
    }

    /** Nanoseconds since the epoch, -1 if there are no samples. */
    long lastTimestamp() {
        return timestamps(FileContent::lastTimestamp).max().orElse(-1);
    }

    /** The samples that aggregates see: of the files that were not uploaded before a time. */
    synchronized Samples samplesUploadedSince(Instant time) {
        List<SeriesFile> seen =
                files.stream().filter(file -> !file.uploadedAt().isBefore(time)).toList();
        if (!seen.equals(mergedFiles)) {
            int known = mergedFiles.size();
            boolean goesOn = known <= seen.size() && seen.subList(0, known).equals(mergedFiles);
            Samples more = merged(seen.subList(goesOn ? known : 0, seen.size()));
            merged = goesOn && known > 0 ? MergedSamples.of(List.of(merged, more)) : more;
            mergedFiles = seen;
        }
        return merged;
    }

    /** All samples of all files. */
    Samples samples() {
        return merged(files);
    }

    private static Samples merged(List<SeriesFile> files) {
        return MergedSamples.of(
                files.stream().map(file -> file.content().samples()).toList());
    }

    private LongStream timestamps(ToLongFunction<FileContent> end) {
        return files.stream()
                .map(SeriesFile::content)
                .filter(content -> !content.isEmpty())
                .mapToLong(end);
    }
}
