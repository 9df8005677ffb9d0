package io.fourinsight.camel.sandbox.reservoir;

import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A time series: files laid over one another, the last one on top. */
final class Series {

    private final String id;
    private final Instant createdAt;
    private final List<SeriesFile> files;
    private List<SeriesFile> mergedFiles = List.of();
    private Samples merged = Samples.NONE;

    Series(String id, Instant createdAt, List<SeriesFile> files) {
        this.id = id;
        this.createdAt = createdAt;
        this.files = List.copyOf(files);
    }

    /** The same series with one more file on top. */
    Series with(SeriesFile file) {
        return new Series(
                id, createdAt, Stream.concat(files.stream(), Stream.of(file)).toList());
    }

    String id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant modifiedAt() {
        return files.isEmpty() ? createdAt : files.get(files.size() - 1).uploadedAt();
    }

    List<SeriesFile> files() {
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
            merged = MergedSamples.of(
                    seen.stream().map(file -> file.content().samples()).toList());
            mergedFiles = seen;
        }
        return merged;
    }

    private LongStream timestamps(ToLongFunction<FileContent> end) {
        return files.stream()
                .map(SeriesFile::content)
                .filter(content -> !content.isEmpty())
                .mapToLong(end);
    }
}
