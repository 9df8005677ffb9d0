package io.fourinsight.connect.source;

import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a task does, and shows it over JMX. */
final class SourceMetrics implements SourceMetricsMBean, AutoCloseable {

    private final JmxBean bean;
    private final Collection<SourceSeries> series;
    private final SourceSetup setup;
    private final LongAdder windows = new LongAdder();
    private final LongAdder samples = new LongAdder();
    private final LongAdder recovered = new LongAdder();
    private volatile String lastError = "";

    SourceMetrics(JmxBean bean, Collection<SourceSeries> series, SourceSetup setup) {
        this.bean = bean;
        this.series = series;
        this.setup = setup;
    }

    void register() {
        bean.register(this);
    }

    @Override
    public void close() {
        bean.close();
    }

    void window() {
        windows.increment();
    }

    void samples(int more, boolean again) {
        samples.add(more);
        if (again) {
            recovered.add(more);
        }
    }

    void failed(Throwable e) {
        lastError = String.valueOf(e.getMessage());
    }

    @Override
    public int getSeries() {
        return series.size();
    }

    @Override
    public int getFailingSeries() {
        return (int) series.stream().filter(one -> one.error() != null).count();
    }

    @Override
    public long getWindows() {
        return windows.sum();
    }

    @Override
    public long getSamples() {
        return samples.sum();
    }

    @Override
    public long getRecoveredSamples() {
        return recovered.sum();
    }

    @Override
    public long getLagSeconds() {
        return series.stream()
                .map(SourceSeries::stateOrNull)
                .mapToLong(state -> state == null ? 0 : setup.lag(state.cursor().position()))
                .max()
                .orElse(0);
    }

    @Override
    public String getLastError() {
        return getFailingSeries() == 0 ? "" : lastError;
    }
}
