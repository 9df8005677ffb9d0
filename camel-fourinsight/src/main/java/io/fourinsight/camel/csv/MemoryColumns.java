package io.fourinsight.camel.csv;

import io.fourinsight.camel.csv.CsvLayout.Column;
import io.fourinsight.client.reservoir.SampleColumns;
import io.fourinsight.client.reservoir.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The series of a file in memory. */
final class MemoryColumns implements CsvReading.Columns<List<TimeSeries>> {

    private final List<Column> columns;
    private final List<SampleColumns> samples = new ArrayList<>();

    MemoryColumns(List<Column> columns) {
        this.columns = columns;
        columns.forEach(column -> samples.add(SampleColumns.lastReceived()));
    }

    @Override
    public void add(long time, double[] numbers, @Nullable String[] texts) {
        for (int i = 0; i < numbers.length; i++) {
            String text = texts[i];
            if (text != null) {
                samples.get(i).add(time, text);
            } else if (!Double.isNaN(numbers[i])) {
                samples.get(i).add(time, numbers[i]);
            }
        }
    }

    @Override
    public List<TimeSeries> complete() {
        List<TimeSeries> series = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            series.add(samples.get(i).toTextSeries(columns.get(i).seriesId()));
        }
        return series;
    }

    @Override
    public void close() {
        // nothing but memory
    }
}
