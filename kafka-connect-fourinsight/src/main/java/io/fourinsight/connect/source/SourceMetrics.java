package io.fourinsight.connect.source;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a task does, and shows it over JMX. */
final class SourceMetrics implements SourceMetricsMBean, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceMetrics.class);

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String name;
    private final Collection<SourceSeries> series;
    private final SourceSetup setup;
    private final LongAdder windows = new LongAdder();
    private final LongAdder samples = new LongAdder();
    private final LongAdder recovered = new LongAdder();
    private volatile String lastError = "";

    SourceMetrics(String connector, String task, Collection<SourceSeries> series, SourceSetup setup) {
        this.name = name(connector, task);
        this.series = series;
        this.setup = setup;
    }

    static String name(String connector, String task) {
        return "io.fourinsight.connect:type=source-task,connector=" + ObjectName.quote(connector) + ",task="
                + ObjectName.quote(task);
    }

    /** A task does its work also if it cannot be watched. */
    void register() {
        try {
            ObjectName objectName = new ObjectName(name);
            if (server.isRegistered(objectName)) {
                // a task before this one that did not come to its end
                server.unregisterMBean(objectName);
            }
            server.registerMBean(this, objectName);
        } catch (JMException e) {
            LOG.warn("The task cannot be seen over JMX as {}", name, e);
        }
    }

    @Override
    public void close() {
        try {
            server.unregisterMBean(new ObjectName(name));
        } catch (JMException e) {
            LOG.debug("The task was not seen over JMX as {}", name, e);
        }
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
