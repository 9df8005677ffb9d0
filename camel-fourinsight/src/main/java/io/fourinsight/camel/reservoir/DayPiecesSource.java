package io.fourinsight.camel.reservoir;

import io.fourinsight.camel.reservoir.DayReading.Day;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * The pieces of a stream: whole days that were merged ahead, and of days too large for that, which wait on disk, one part
 * after the other.
 */
final class DayPiecesSource implements TimeSeriesStream.Source {

    /** Samples; as much as about two minutes at a kilohertz, 2 MB. */
    private static final int PIECE = 128 * 1024;

    /** A day that is ready to be handed over: either merged, or its files with what merges them. */
    record Ready(TimeSeries merged, Day day, DayMerge merge) {}

    private final DayReading<Ready> reading;
    private Ready current;
    private TimeSeriesStream.Source parts;

    /** The last timestamp of what was handed over, if anything was. */
    private OptionalLong last = OptionalLong.empty();

    DayPiecesSource(DayReading<Ready> reading) {
        this.reading = reading;
    }

    /**
     * Merges a day now unless it is too large. That goes by its size alone: whether it had to wait on disk depends on what
     * was fetched at the same time, and a day that is not in order must not fail now and then.
     */
    static Ready day(DayMerge merge, Day day) throws IOException {
        if (day.size() > Workspace.DAY_LIMIT) {
            return new Ready(null, day, merge);
        }
        try (day) {
            return new Ready(merge.read(day.files()), null, null);
        }
    }

    /** @throws IOException also if the days overlap, for what was handed over cannot be merged any more */
    @Override
    public TimeSeries next() throws IOException {
        TimeSeries piece = piece();
        if (piece == null || piece.isEmpty()) {
            return piece;
        }
        if (last.isPresent() && piece.timestamp(0) <= last.getAsLong()) {
            throw new IOException("The days overlap: a day file has a sample at " + piece.instant(0)
                    + ", but one of an earlier day at " + Timestamps.instant(last.getAsLong())
                    + "; without streaming they are merged");
        }
        last = OptionalLong.of(piece.timestamp(piece.size() - 1));
        return piece;
    }

    private TimeSeries piece() throws IOException {
        while (true) {
            if (parts != null) {
                TimeSeries part = parts.next();
                if (part != null) {
                    return part;
                }
                parts.close();
                parts = null;
                current.day().close();
            }
            current = reading.next();
            if (current == null) {
                return null;
            }
            if (current.merged() != null) {
                return current.merged();
            }
            parts = current.merge().pieces(current.day().files(), PIECE);
        }
    }

    /** The parts hold nothing that the reading does not let go of, and belong to the thread that reads them. */
    @Override
    public void close() throws IOException {
        reading.close();
    }
}
