package io.fourinsight.connect.sink;

/** What a task of the sink shows over JMX. */
public interface SinkMetricsMXBean {

    /** Samples that are part of their series, as they came in records. */
    long getSamplesWritten();

    long getFilesWritten();

    /** Samples that are held, and not yet known to be part of their series. */
    long getSamplesWaiting();

    int getPartitionsPaused();

    int getUploadsUnderWay();

    /** Records that were refused for good. */
    long getRecordsRefused();

    /** Uploads that failed and are tried again. */
    long getUploadsDelayed();

    /** Why an upload failed, or a record was refused, last; empty if none has. */
    String getLastError();
}
