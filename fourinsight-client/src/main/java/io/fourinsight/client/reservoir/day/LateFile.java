package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.csv.CsvFile;
import io.fourinsight.client.reservoir.text.NumberText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file that was listed late.
 *
 * @param end before which its samples count, in nanoseconds since the epoch
 */
public record LateFile(ListedFile file, long end) {

    /** Late files by day; it lets through the samples of each before its own end. */
    static final class Days implements DayReading.View {

        private final TreeMap<Long, List<LateFile>> days = new TreeMap<>();
        private final List<List<LateFile>> places;

        /** @param files in ascending order of precedence within each day */
        Days(List<LateFile> files) {
            files.forEach(late -> days.computeIfAbsent(late.file().day(), day -> new ArrayList<>())
                    .add(late));
            places = List.copyOf(days.values());
        }

        List<ListedDay> listed() {
            List<ListedDay> listed = new ArrayList<>();
            for (Map.Entry<Long, List<LateFile>> day : days.entrySet()) {
                listed.add(new ListedDay(
                        day.getKey(),
                        day.getValue().stream().map(LateFile::file).toList()));
            }
            return listed;
        }

        @Override
        public CsvFile of(int day, int file, CsvFile whole) {
            long end = places.get(day).get(file).end();
            return whole.filtered(timestamp -> timestamp < end);
        }
    }

    /** Leaves out the samples that have no value: that a late file has none is no news. */
    record Values(TimeSeriesStream.Source source) implements TimeSeriesStream.Source {

        @Override
        public @Nullable TimeSeries next() throws IOException {
            TimeSeries piece = source.next();
            return piece == null ? null : of(piece);
        }

        @Override
        public void close() throws IOException {
            source.close();
        }

        static TimeSeries of(TimeSeries series) {
            TimeSeries.Builder values = TimeSeries.builder(series.seriesId());
            int count = 0;
            for (int i = 0; i < series.size(); i++) {
                if (series.isNumeric() && !Double.isNaN(series.number(i))) {
                    values.add(series.timestamp(i), series.number(i));
                    count++;
                } else if (!series.isNumeric() && !NumberText.isEmpty(series.text(i))) {
                    values.add(series.timestamp(i), series.text(i));
                    count++;
                }
            }
            return count == series.size()
                    ? series
                    : series.isRecorded() ? values.build().recorded() : values.build();
        }
    }
}
