package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.csv.CsvMerge;
import io.fourinsight.client.reservoir.day.DayReading.Day;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of a stream: whole days that were merged ahead, and of days too large for that, which wait on disk, one part
 * after the other.
 */
final class DayPiecesSource implements TimeSeriesStream.Source {

    /** Samples; as much as half a minute at a kilohertz, and no array that G1 would give a place of its own. */
    private static final int PIECE = 32 * 1024;

    /** A day that is ready to be handed over: merged, or its files. */
    record Ready(@Nullable TimeSeries merged, @Nullable Day day) {

        /** The files of a day that is not merged. */
        Day unmerged() {
            return Objects.requireNonNull(day);
        }
    }

    private final CsvMerge merge;
    private final DayReading<Ready> reading;

    private @Nullable Ready current;
    private TimeSeriesStream.@Nullable Source parts;

    private OptionalLong last = OptionalLong.empty();

    /** @param begin begins a reading, whose days are made ready by what it is given */
    DayPiecesSource(CsvMerge merge, Function<DayReading.Merge<Ready>, DayReading<Ready>> begin) {
        this.merge = merge;
        this.reading = begin.apply(this::ready);
    }

    /**
     * Merges a day now unless it is too large. That goes by its size alone: whether it had to wait on disk depends on what
     * was fetched at the same time, and a day that is not in order must not fail now and then.
     */
    private Ready ready(Day day) throws IOException {
        if (day.size() > SpoolBudget.DAY_LIMIT) {
            return new Ready(null, day);
        }
        try (day) {
            return new Ready(merge.read(day.files()), null);
        }
    }

    /** @throws IOException also if the days overlap, for what was handed over cannot be merged any more */
    @Override
    public @Nullable TimeSeries next() throws IOException {
        TimeSeries piece = nextPart();
        while (piece == null && nextDay()) {
            Ready day = Objects.requireNonNull(current);
            piece = day.merged() == null ? nextPart() : day.merged();
        }
        return piece == null ? null : inOrder(piece);
    }

    /** The next part of a large day, null if there is none. */
    private @Nullable TimeSeries nextPart() throws IOException {
        return parts == null ? null : parts.next();
    }

    /** Lets go of the day that was read and goes to the next; false if there is none. */
    private boolean nextDay() throws IOException {
        if (parts != null) {
            parts.close();
            parts = null;
        }
        if (current != null && current.day() != null) {
            current.day().close();
        }
        current = reading.next();
        if (current != null && current.merged() == null) {
            parts = merge.pieces(current.unmerged().files(), PIECE);
        }
        return current != null;
    }

    private TimeSeries inOrder(TimeSeries piece) throws IOException {
        if (!piece.isEmpty()) {
            handedOver(piece.timestamp(0), piece.timestamp(piece.size() - 1));
            reading.delivered(piece.size());
        }
        return piece;
    }

    private void handedOver(long first, long latest) throws IOException {
        if (last.isPresent() && first <= last.getAsLong()) {
            throw new IOException("The days overlap: a day file has a sample at " + Timestamps.instant(first)
                    + ", but one of an earlier day at " + Timestamps.instant(last.getAsLong())
                    + "; without streaming they are merged");
        }
        last = OptionalLong.of(latest);
    }

    /** The last timestamp of what was handed over, empty if nothing was. */
    OptionalLong last() {
        return last;
    }

    /** The parts hold nothing that the reading does not let go of, and belong to the thread that reads them. */
    @Override
    public void close() throws IOException {
        reading.close();
    }
}
