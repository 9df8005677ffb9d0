package io.fourinsight.connect.source;

/** What can be seen of a source connector over JMX. */
public interface ConnectorMetricsMBean {

    /** How many series are handed out to tasks. */
    int getSeries();

    /** How many series are left out, because they are gone or have no topic of their own. */
    int getSeriesLeftOut();

    /** How often series were searched, with or without success. */
    long getSearches();

    /** What went wrong in the last search, empty if nothing did. */
    String getLastError();
}
