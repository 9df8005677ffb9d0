package io.fourinsight.client.window;

import io.fourinsight.client.plan.LiveResult;
import io.fourinsight.client.plan.Plan;
import io.fourinsight.client.plan.SeriesListing;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.day.FilesRead;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Reads a series as it was uploaded, at once or as a stream. */
public final class RawReader implements SeriesReader {

    private final String series;
    private final MemberFiles files;
    private final boolean isMember;
    private final boolean streaming;
    private final UnaryOperator<RuntimeException> translation;

    /**
     * @param isMember whether it is planned with others, by the times of their last samples
     * @param translation of errors that a stream's reader sees
     */
    public RawReader(
            String series,
            MemberFiles files,
            boolean isMember,
            boolean streaming,
            UnaryOperator<RuntimeException> translation) {
        this.series = series;
        this.files = files;
        this.isMember = isMember;
        this.streaming = streaming;
        this.translation = translation;
    }

    @Override
    public OptionalLong lastSample(int member) {
        return isMember ? files.lastSample() : OptionalLong.empty();
    }

    @Override
    public SeriesListing list(int member, long fromDay, long toDay) {
        return files.list(fromDay, toDay);
    }

    @Override
    public boolean knowsFiles() {
        return true;
    }

    @Override
    public Reading read(Plan.Live window) throws IOException {
        if (window.reads().isEmpty()) {
            return new Reading(null, 0, () -> LiveResult.of(OptionalLong.empty()));
        }
        if (streaming) {
            FilesRead.Pieces pieces = files.open(window);
            return stream(pieces, () -> new LiveResult(pieces.last(), files.told(pieces.files())), window.end());
        }
        FilesRead read = files.read(window);
        LiveResult result = new LiveResult(read.last(), files.told(read.files()));
        return reading(read.samples(), result);
    }

    @Override
    public Reading read(long start, long end) throws IOException {
        return streaming ? stream(files.open(start, end)) : reading(files.read(start, end));
    }

    @Override
    public Reading read(Plan.Late late) throws IOException {
        if (late.files().isEmpty()) {
            return reading(TimeSeries.empty(series));
        }
        return streaming ? stream(files.open(late)) : reading(files.read(late));
    }

    @Override
    public Collection<Long> times(Plan.Late late) throws IOException {
        return files.times(late);
    }

    private static Reading reading(TimeSeries samples) {
        return reading(samples, LiveResult.of(OptionalLong.empty()));
    }

    private static Reading reading(TimeSeries samples, LiveResult result) {
        return new Reading(samples.isEmpty() ? null : samples, samples.size(), () -> result);
    }

    private Reading stream(TimeSeriesStream.Source source) throws IOException {
        return stream(source, () -> LiveResult.of(OptionalLong.empty()), Long.MIN_VALUE);
    }

    private Reading stream(TimeSeriesStream.Source source, Found atEnd, long end) throws IOException {
        WholeStream whole = new WholeStream(source);
        boolean begun = false;
        try {
            if (whole.isEmpty()) {
                whole.close();
                return new Reading(null, 0, atEnd);
            }
            begun = true;
        } finally {
            if (!begun) {
                whole.close();
            }
        }
        Found found = () -> {
            whole.check();
            return whole.isUnread() ? new LiveResult(OptionalLong.of(end - 1), List.of()) : atEnd.result();
        };
        return new Reading(TimeSeriesStream.recorded(series, whole, translation), null, found);
    }
}
