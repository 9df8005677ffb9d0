package io.fourinsight.connect.sink;

import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.SampleColumns;
import io.fourinsight.client.reservoir.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records of one series that become one file. Their samples are put in order; of two at one time that of the later record
 * stays unless it is empty, as it would if they were in two files.
 *
 * <p>The task fills it. Once it is sealed it belongs to its upload, until that is over.
 */
final class Batch {

    private final long since;
    private final List<SinkRecord> records = new ArrayList<>();
    private SampleColumns columns = SampleColumns.lastValue();
    private int samples;
    private long lowestOffset = Long.MAX_VALUE;
    private @Nullable TimeSeries sealed;
    private volatile @Nullable String fileId;

    /** @param since when its first record came, in milliseconds */
    Batch(long since) {
        this.since = since;
    }

    void add(SinkRecord record, List<Sample> more) {
        records.add(record);
        more.forEach(columns::add);
        samples += more.size();
        lowestOffset = Math.min(lowestOffset, record.originalKafkaOffset());
    }

    /** Takes no more records. */
    void seal() {
        if (sealed == null) {
            sealed = columns.toSeries(null);
            columns = SampleColumns.lastValue();
        }
    }

    boolean isSealed() {
        return sealed != null;
    }

    TimeSeries series() {
        if (sealed == null) {
            throw new IllegalStateException("The batch is still open");
        }
        return sealed;
    }

    List<SinkRecord> records() {
        return records;
    }

    /** As they came, which may be more than become part of the file. */
    int samples() {
        return samples;
    }

    long since() {
        return since;
    }

    long lowestOffset() {
        return lowestOffset;
    }

    /** The verified file, null if there is none yet. */
    @Nullable
    String fileId() {
        return fileId;
    }

    void fileId(String id) {
        fileId = id;
    }
}
