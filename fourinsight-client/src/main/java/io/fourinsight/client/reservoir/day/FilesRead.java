package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a window that are in given files.
 *
 * @param files when each file has samples, in the order that they were given in
 */
public record FilesRead(TimeSeries samples, List<FileSpan> files) {

    public FilesRead {
        files = List.copyOf(files);
    }

    /** When the last sample of the window is, empty if there is none. */
    public OptionalLong last() {
        return samples.isEmpty() ? OptionalLong.empty() : OptionalLong.of(samples.timestamp(samples.size() - 1));
    }

    /** The same piece by piece; what is known of the files is known once the last piece was read. */
    public static final class Pieces implements TimeSeriesStream.Source {

        private record End(List<FileSpan> files, OptionalLong last) {}

        private final DayPiecesSource pieces;
        private final FileSpan.Notes notes;
        private volatile @Nullable End end;

        Pieces(DayPiecesSource pieces, FileSpan.Notes notes) {
            this.pieces = pieces;
            this.notes = notes;
        }

        @Override
        public @Nullable TimeSeries next() throws IOException {
            TimeSeries piece = pieces.next();
            if (piece == null) {
                end = new End(notes.spans(), pieces.last());
            }
            return piece;
        }

        /** Whether it was read to its end. */
        public boolean isRead() {
            return end != null;
        }

        /**
         * As {@link FilesRead#files()}.
         *
         * @throws IllegalStateException if it was not read to its end
         */
        public List<FileSpan> files() {
            return end().files();
        }

        /**
         * As {@link FilesRead#last()}.
         *
         * @throws IllegalStateException if it was not read to its end
         */
        public OptionalLong last() {
            return end().last();
        }

        private End end() {
            End reached = end;
            if (reached == null) {
                throw new IllegalStateException("The day files were not read to their end");
            }
            return reached;
        }

        @Override
        public void close() throws IOException {
            pieces.close();
        }
    }
}
