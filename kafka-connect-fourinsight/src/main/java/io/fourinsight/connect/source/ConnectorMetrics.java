package io.fourinsight.connect.source;

import java.util.concurrent.atomic.AtomicLong;

/** Counts what a source connector finds, and shows it over JMX until it is closed. */
public final class ConnectorMetrics implements ConnectorMetricsMBean, AutoCloseable {

    private final JmxBean bean;
    private final AtomicLong searches = new AtomicLong();
    private volatile int series;
    private volatile int leftOut;
    private volatile String lastError = "";

    private ConnectorMetrics(JmxBean bean) {
        this.bean = bean;
    }

    /** @param connector its name */
    public static ConnectorMetrics registered(String connector) {
        JmxBean bean = JmxBean.ofConnector(connector);
        ConnectorMetrics metrics = new ConnectorMetrics(bean);
        bean.register(metrics);
        return metrics;
    }

    public void found(SeriesDiscovery.Found found) {
        searches.incrementAndGet();
        series = found.topics().size();
        leftOut = found.leftOut().size();
        lastError = "";
    }

    public void failed(Throwable e) {
        searches.incrementAndGet();
        lastError = String.valueOf(e.getMessage());
    }

    @Override
    public int getSeries() {
        return series;
    }

    @Override
    public int getSeriesLeftOut() {
        return leftOut;
    }

    @Override
    public long getSearches() {
        return searches.get();
    }

    @Override
    public String getLastError() {
        return lastError;
    }

    @Override
    public void close() {
        bean.close();
    }
}
