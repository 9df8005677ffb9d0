package io.fourinsight.client.reservoir.day;

import io.fourinsight.client.base.Work;
import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.SampleColumns;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.csv.CsvMerge;
import io.fourinsight.client.reservoir.day.DayReading.View;
import io.fourinsight.client.reservoir.request.ReservoirClient;
import io.fourinsight.client.rest.call.BlobClient;
import io.fourinsight.client.rest.call.RestClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Reads days that are listed: several at once, merged into one series or handed over in pieces.
 *
 * @param client begins the work that is told of
 * @param executor where days are fetched and merged
 * @param parallelism how many days at once, and how many are merged before they are asked for
 */
record DayReadings(RestClient client, BlobClient blobs, DayFileCache cache, Executor executor, int parallelism) {

    /** The samples of the query that are in the days' files. */
    TimeSeries read(DataQuery query, ListedDays days, View view) throws IOException {
        CsvMerge merge = merge(query);
        try (DayReading<SampleColumns> reading = begin(query, days, view, day -> merged(merge, day))) {
            List<SampleColumns> samples = new ArrayList<>(reading.count());
            for (SampleColumns day = reading.next(); day != null; day = reading.next()) {
                samples.add(day);
                reading.delivered(day.size());
            }
            return merge.whole(samples, reading::again);
        }
    }

    /** As {@link #read}, piece by piece. */
    DayPiecesSource open(DataQuery query, ListedDays days, View view) {
        return new DayPiecesSource(merge(query), ready -> begin(query, days, view, ready));
    }

    private static CsvMerge merge(DataQuery query) {
        return new CsvMerge(query.seriesId(), query.start(), query.end(), query.values());
    }

    /** The samples of a day in order, sorted where days are fetched. */
    private static SampleColumns merged(CsvMerge merge, DayReading.Day day) throws IOException {
        try (day) {
            SampleColumns samples = merge.columns(day.files());
            samples.isNumeric();
            return samples;
        }
    }

    private <T> DayReading<T> begin(DataQuery query, ListedDays days, View view, DayReading.Merge<T> merge) {
        Work work = client.begin(Work.Kind.READ, ReservoirClient.series(query.seriesId()), days.count());
        return new DayReading<>(days, view, this, merge, work);
    }
}
