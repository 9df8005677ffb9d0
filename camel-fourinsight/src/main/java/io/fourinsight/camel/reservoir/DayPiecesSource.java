package io.fourinsight.camel.reservoir;

import io.fourinsight.camel.reservoir.DayReading.Day;
import java.io.IOException;

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

    DayPiecesSource(DayReading<Ready> reading) {
        this.reading = reading;
    }

    /** Merges a day now if its files are in memory. */
    static Ready day(DayMerge merge, Day day) throws IOException {
        if (!day.isInMemory()) {
            return new Ready(null, day, merge);
        }
        try (day) {
            return new Ready(merge.read(day.files()), null, null);
        }
    }

    @Override
    public TimeSeries next() throws IOException {
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
