package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.reservoir.csv.CsvFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Between which times a file that was read has samples, whether the window had them or not.
 *
 * @param day of the file, since the epoch
 * @param version of the file
 * @param first its first sample, or {@link #NONE}
 * @param next its first sample at or after the end of the window, or {@link #NONE}
 */
public record FileSpan(long day, String version, long first, long next) {

    /** No such sample. */
    public static final long NONE = Long.MAX_VALUE;

    /** Notes the spans of the files of a reading, as it passes their samples; a second passing changes nothing. */
    static final class Notes implements DayReading.View {

        private final List<List<Note>> days = new ArrayList<>();

        /** @param end of the window */
        Notes(List<ListedDay> listed, long end) {
            for (ListedDay day : listed) {
                days.add(day.files().stream().map(file -> new Note(file, end)).toList());
            }
        }

        @Override
        public CsvFile of(int day, int file, CsvFile whole) {
            return whole.filtered(days.get(day).get(file));
        }

        /** Of each file, once all were read. */
        List<FileSpan> spans() {
            return days.stream().flatMap(List::stream).map(Note::span).toList();
        }
    }

    /** Wants all samples of a file, in whatever order they are. */
    private static final class Note implements LongPredicate {

        private final ListedFile file;
        private final long end;
        private long first = NONE;
        private long next = NONE;

        Note(ListedFile file, long end) {
            this.file = file;
            this.end = end;
        }

        @Override
        public boolean test(long timestamp) {
            first = Math.min(first, timestamp);
            if (timestamp >= end) {
                next = Math.min(next, timestamp);
            }
            return true;
        }

        FileSpan span() {
            return new FileSpan(file.day(), file.version(), first, next);
        }
    }
}
