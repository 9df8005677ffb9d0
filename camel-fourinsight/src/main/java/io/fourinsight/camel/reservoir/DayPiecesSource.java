package io.fourinsight.camel.reservoir;

import io.fourinsight.camel.reservoir.DayReading.Day;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The pieces of a stream: whole days that were merged ahead, and of days too large for that, which wait on disk, one part
 * after the other.
 *
 * <p>Who wants CSV gets a day whose only file is {@linkplain PlainCsv plain} as it was stored: neither are its numbers
 * parsed nor its samples kept.
 */
final class DayPiecesSource implements CsvSource {

    /** Samples; as much as about two minutes at a kilohertz, 2 MB. */
    private static final int PIECE = 128 * 1024;

    /** A day that is ready to be handed over: merged, or its files with where their plain lines are, if they are plain. */
    record Ready(TimeSeries merged, Day day, PlainCsv plain) {}

    private final DayMerge merge;
    private final DayReading<Ready> reading;

    /** Set before the first day is asked for, and read where days are made ready. */
    private volatile boolean asCsv;

    private Ready current;
    private TimeSeriesStream.Source parts;

    /** The last timestamp of what was handed over, if anything was. */
    private OptionalLong last = OptionalLong.empty();

    /** @param begin begins a reading, whose days are made ready by what it is given */
    DayPiecesSource(DayMerge merge, Function<DayReading.Merge<Ready>, DayReading<Ready>> begin) {
        this.merge = merge;
        this.reading = begin.apply(this::ready);
    }

    /**
     * Merges a day now unless it is too large. That goes by its size alone: whether it had to wait on disk depends on what
     * was fetched at the same time, and a day that is not in order must not fail now and then.
     */
    private Ready ready(Day day) throws IOException {
        PlainCsv plain = asCsv ? merge.plain(day) : null;
        if (plain != null || day.size() > Workspace.DAY_LIMIT) {
            return new Ready(null, day, plain);
        }
        try (day) {
            return new Ready(merge.read(day.files()), null, null);
        }
    }

    /** @throws IOException also if the days overlap, for what was handed over cannot be merged any more */
    @Override
    public TimeSeries next() throws IOException {
        TimeSeries piece = nextPart();
        while (piece == null && nextDay()) {
            piece = current.merged() == null ? nextPart() : current.merged();
        }
        return piece == null ? null : inOrder(piece);
    }

    @Override
    public CsvBlocks nextCsv() throws IOException {
        asCsv = true;
        TimeSeries piece = nextPart();
        while (piece == null && nextDay()) {
            PlainCsv plain = current.plain();
            if (plain == null) {
                piece = current.merged() == null ? nextPart() : current.merged();
            } else if (!plain.isEmpty()) {
                handedOver(plain.first(), plain.last());
                return plain.blocks(current.day().onlyContent().open());
            }
        }
        return piece == null ? null : new CsvEncoder(inOrder(piece));
    }

    /** The next part of a large day, null if there is none. */
    private TimeSeries nextPart() throws IOException {
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
        if (current != null && current.merged() == null && current.plain() == null) {
            parts = merge.pieces(current.day().files(), PIECE);
        }
        return current != null;
    }

    private TimeSeries inOrder(TimeSeries piece) throws IOException {
        if (!piece.isEmpty()) {
            handedOver(piece.timestamp(0), piece.timestamp(piece.size() - 1));
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

    /** The parts hold nothing that the reading does not let go of, and belong to the thread that reads them. */
    @Override
    public void close() throws IOException {
        reading.close();
    }
}
