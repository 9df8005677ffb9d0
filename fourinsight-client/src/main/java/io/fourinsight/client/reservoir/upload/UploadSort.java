package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.SampleColumns;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.csv.CsvLineReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/** Sorts the samples of an upload in memory; two at one timestamp are an error that names the second one. */
final class UploadSort {

    /** How many samples may be sorted: kept as text, some hundred megabytes of memory. */
    static final int MOST = 1_000_000;

    private final SampleColumns columns = SampleColumns.lastReceived();
    private final UploadOrder order;

    /** Names a line of the CSV or a sample of the list. */
    private final Complaint complaint;

    private long[] timestamps = new long[1024];
    private long[] lines = new long[1024];
    private int count;

    /** @param order checks each sample for all but its order */
    UploadSort(UploadOrder order, Complaint complaint) {
        this.order = order;
        this.complaint = complaint;
    }

    void add(Sample sample) throws IOException {
        order.check(sample, count + 1L);
        columns.add(sample);
        note(sample.timestamp(), count + 1L);
    }

    void add(CsvLineReader csv) throws IOException {
        order.check(csv);
        columns.add(csv.timestamp(), csv.text());
        note(csv.timestamp(), csv.line());
    }

    private void note(long timestamp, long line) throws IOException {
        if (count == MOST) {
            throw complaint.at(
                    line, "sort=true sorts at most " + MOST + " samples; give more of them in ascending order");
        }
        if (count == timestamps.length) {
            timestamps = Arrays.copyOf(timestamps, count * 2);
            lines = Arrays.copyOf(lines, count * 2);
        }
        timestamps[count] = timestamp;
        lines[count++] = line;
    }

    /** The samples in order, values as they were written. */
    TimeSeries sorted() throws IOException {
        TimeSeries series = columns.toTextSeries(null);
        if (series.size() < count) {
            throw duplicate();
        }
        return series;
    }

    private MalformedCsvException duplicate() {
        // a set of numbers in objects would take more memory than the samples
        long[] sorted = Arrays.copyOf(timestamps, count);
        Arrays.sort(sorted);
        BitSet seen = new BitSet(count);
        int row = 0;
        int place = Arrays.binarySearch(sorted, timestamps[row]);
        while (!seen.get(place)) {
            seen.set(place);
            row++;
            place = Arrays.binarySearch(sorted, timestamps[row]);
        }
        return complaint.at(lines[row], "the same timestamp as of an earlier sample");
    }

    /** Makes the error for a line. */
    interface Complaint {
        MalformedCsvException at(long line, String reason);
    }
}
