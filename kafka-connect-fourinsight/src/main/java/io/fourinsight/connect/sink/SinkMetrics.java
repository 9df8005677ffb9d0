package io.fourinsight.connect.sink;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what a task does, for JMX. */
final class SinkMetrics implements SinkMetricsMXBean {

    private static final Logger LOG = LoggerFactory.getLogger(SinkMetrics.class);

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName name;

    private final AtomicLong samples = new AtomicLong();
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong delayed = new AtomicLong();
    private volatile int waiting;
    private volatile int paused;
    private volatile int uploads;
    private volatile String lastError = "";

    SinkMetrics(String connector, String task) {
        this.name = name(connector, task);
    }

    static ObjectName name(String connector, String task) {
        try {
            return new ObjectName("io.fourinsight.connect:type=sink-task,connector=" + ObjectName.quote(connector)
                    + ",task=" + ObjectName.quote(task));
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("No name for metrics of connector " + connector, e);
        }
    }

    /** Shows the counters, in the place of those of a task that has not gone yet. */
    void register() {
        unregister();
        try {
            server.registerMBean(this, name);
        } catch (JMException e) {
            LOG.warn("The metrics {} are not shown over JMX", name, e);
        }
    }

    void unregister() {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            LOG.trace("There are no metrics {}", name);
        } catch (JMException e) {
            LOG.warn("The metrics {} stay in JMX", name, e);
        }
    }

    void written(Batch batch) {
        samples.addAndGet(batch.samples());
        files.incrementAndGet();
    }

    void refused(int records, Throwable reason) {
        refused.addAndGet(records);
        error(reason);
    }

    void delayed(Throwable reason) {
        delayed.incrementAndGet();
        error(reason);
    }

    private void error(Throwable reason) {
        lastError = String.valueOf(reason.getMessage());
    }

    void state(int samplesWaiting, int partitionsPaused, int uploadsUnderWay) {
        waiting = samplesWaiting;
        paused = partitionsPaused;
        uploads = uploadsUnderWay;
    }

    @Override
    public long getSamplesWritten() {
        return samples.get();
    }

    @Override
    public long getFilesWritten() {
        return files.get();
    }

    @Override
    public long getSamplesWaiting() {
        return waiting;
    }

    @Override
    public int getPartitionsPaused() {
        return paused;
    }

    @Override
    public int getUploadsUnderWay() {
        return uploads;
    }

    @Override
    public long getRecordsRefused() {
        return refused.get();
    }

    @Override
    public long getUploadsDelayed() {
        return delayed.get();
    }

    @Override
    public String getLastError() {
        return lastError;
    }
}
