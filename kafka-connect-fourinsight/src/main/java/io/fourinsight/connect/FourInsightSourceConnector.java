package io.fourinsight.connect;

import io.fourinsight.client.FourInsight;
import io.fourinsight.client.base.DaemonThreads;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.connect.common.ConnectionConfig;
import io.fourinsight.connect.common.ConnectorVersion;
import io.fourinsight.connect.source.ConnectorMetrics;
import io.fourinsight.connect.source.FourInsightSourceTask;
import io.fourinsight.connect.source.SeriesDiscovery;
import io.fourinsight.connect.source.SourceCheck;
import io.fourinsight.connect.source.SourceConfig;
import io.fourinsight.connect.source.SourceOffset;
import io.fourinsight.connect.source.TaskConfigs;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings time series of the DataReservoir into topics, each series by one task. */
public final class FourInsightSourceConnector extends SourceConnector {

    private static final Logger LOG = LoggerFactory.getLogger(FourInsightSourceConnector.class);

    private final Clock clock = Clock.systemUTC();
    private final ReentrantLock lock = new ReentrantLock();
    private Map<String, String> properties = Map.of();
    private @Nullable FourInsight client;
    private @Nullable SeriesDiscovery discovery;
    private @Nullable ScheduledExecutorService timer;
    private volatile @Nullable Map<String, String> topics; // of the series found, by id; null before they were
    private Map<String, String> leftOut = Map.of();
    private @Nullable ConnectorMetrics metrics;

    @Override
    public String version() {
        return ConnectorVersion.get();
    }

    @Override
    public ConfigDef config() {
        return SourceConfig.definition();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return FourInsightSourceTask.class;
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        return SourceCheck.completed(super.validate(connectorConfigs), connectorConfigs, clock.instant());
    }

    @Override
    public void start(Map<String, String> props) {
        SourceConfig config = new SourceConfig(props).checked(clock.instant());
        boolean started = false;
        try {
            start(config, props);
            started = true;
        } finally {
            if (!started) {
                stop(); // Connect stops only what has started
            }
        }
    }

    private void start(SourceConfig config, Map<String, String> props) {
        properties = Map.copyOf(props);
        FourInsight opened = ConnectionConfig.builder(config).build();
        client = opened;
        discovery = new SeriesDiscovery(config, opened);
        metrics = ConnectorMetrics.registered(config.name());
        try {
            SeriesDiscovery.Found found = discover();
            if (found != null && !config.isSearch() && !found.mistakes().isEmpty()) {
                throw new ConnectException(String.join("; ", found.mistakes()));
            }
        } catch (ConnectException e) {
            throw e;
        } catch (SessionException.Misconfigured | SessionException.LoginRequired e) {
            throw new ConnectException("The credentials are refused: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            LOG.warn("The series cannot be found yet, the connector goes on trying: {}", e.getMessage());
            LOG.debug("The series cannot be found", e);
        }
        if (config.mayChange()) {
            long every = config.discoveryInterval().toMillis();
            ScheduledExecutorService begun =
                    Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("fourinsight-discovery"));
            begun.scheduleWithFixedDelay(this::discoverAgain, every, every, TimeUnit.MILLISECONDS);
            timer = begun;
        }
    }

    /** Null if the connector is stopped. */
    private SeriesDiscovery.@Nullable Found discover() {
        lock.lock();
        try {
            SeriesDiscovery search = discovery;
            ConnectorMetrics counts = metrics;
            if (search == null || counts == null) {
                return null;
            }
            SeriesDiscovery.Found found = found(search, counts);
            found.leftOut().forEach((series, reason) -> {
                if (!leftOut.containsKey(series)) {
                    LOG.error("Series {} is left out: {}", series, reason);
                }
            });
            leftOut = found.leftOut();
            topics = found.topics();
            return found;
        } finally {
            lock.unlock();
        }
    }

    private static SeriesDiscovery.Found found(SeriesDiscovery search, ConnectorMetrics counts) {
        try {
            SeriesDiscovery.Found found = search.find();
            counts.found(found);
            return found;
        } catch (RuntimeException e) {
            counts.failed(e);
            throw e;
        }
    }

    /** As the timer does. A search that fails changes nothing: the tasks go on with the series that they have. */
    void discoverAgain() {
        try {
            Map<String, String> before = topics;
            SeriesDiscovery.Found found = discover();
            if (found != null && !found.topics().equals(before)) {
                LOG.info("Other series were found than before, tasks are given out anew");
                context().requestTaskReconfiguration();
            }
        } catch (RuntimeException e) {
            LOG.warn("The series cannot be searched, it is tried again later: {}", e.getMessage());
            LOG.debug("The series cannot be searched", e);
        }
    }

    /** @throws ConnectException if the series were never found: Connect asks again, and leaves the tasks as they were */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        lock.lock();
        try {
            if (topics == null) {
                discover();
            }
            Map<String, String> found = topics;
            return TaskConfigs.of(properties, found == null ? Map.of() : found, maxTasks);
        } catch (RuntimeException e) {
            throw new ConnectException("The series cannot be found: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        try {
            offsets.forEach(SourceOffset::check);
        } catch (IllegalArgumentException e) {
            throw new ConnectException(e.getMessage(), e);
        }
        return true;
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
        }
        if (client != null) {
            client.close(); // first, since it ends a search that has the lock
        }
        lock.lock();
        try {
            discovery = null;
            if (metrics != null) {
                metrics.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
