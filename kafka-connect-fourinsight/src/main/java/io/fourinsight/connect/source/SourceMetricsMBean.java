package io.fourinsight.connect.source;

/** What can be seen of a task over JMX. */
public interface SourceMetricsMBean {

    /** How many series it reads. */
    int getSeries();

    /** How many of them were not read when they were last tried. */
    int getFailingSeries();

    /** How many windows it has read, empty ones among them. */
    long getWindows();

    /** How many samples it has handed over, recovered ones among them. */
    long getSamples();

    /** How many samples came late, or once more. */
    long getRecoveredSamples();

    /** How far the series that is furthest behind is behind now; 0 if none has begun. */
    long getLagSeconds();

    /** What went wrong last with a series that is failing still, empty if none is. */
    String getLastError();
}
