package io.fourinsight.connect;

import io.fourinsight.client.FourInsight;
import io.fourinsight.client.base.DaemonThreads;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.connect.common.ConnectionConfig;
import io.fourinsight.connect.source.FourInsightSourceTask;
import io.fourinsight.connect.source.SeriesDiscovery;
import io.fourinsight.connect.source.SourceCheck;
import io.fourinsight.connect.source.SourceConfig;
import io.fourinsight.connect.source.SourceOffset;
import io.fourinsight.connect.source.SourceVersion;
import io.fourinsight.connect.source.TaskConfigs;
import io.fourinsight.connect.source.TopicPattern;
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
    private @Nullable Map<String, String> topics; // of the series found, by id; null before they were
    private Map<String, String> wrong = Map.of();

    @Override
    public String version() {
        return SourceVersion.of();
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
        properties = Map.copyOf(props);
        FourInsight opened = ConnectionConfig.builder(config).build();
        client = opened;
        discovery = new SeriesDiscovery(config, opened);
        try {
            discover();
        } catch (SessionException.Misconfigured | SessionException.LoginRequired e) {
            throw new ConnectException("The credentials are refused: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            LOG.warn("The series cannot be found yet, the connector goes on trying: {}", e.getMessage());
            LOG.debug("The series cannot be found", e);
        }
        if (!wrong.isEmpty() && !config.isSearch()) {
            throw new ConnectException(String.join("; ", wrong.values()));
        }
        if (config.isSearch()) {
            long every = config.discoveryInterval().toMillis();
            ScheduledExecutorService begun =
                    Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("fourinsight-discovery"));
            begun.scheduleWithFixedDelay(this::discoverAgain, every, every, TimeUnit.MILLISECONDS);
            timer = begun;
        }
    }

    /** Whether other series are to be read than before. */
    private boolean discover() {
        lock.lock();
        try {
            SeriesDiscovery search = discovery;
            if (search == null) {
                return false; // stopped
            }
            TopicPattern.Named found = search.find();
            found.wrong().forEach((series, reason) -> {
                if (!wrong.containsKey(series)) {
                    LOG.error("Series {} is left out: {}", series, reason);
                }
            });
            wrong = found.wrong();
            boolean changed = !found.topics().equals(topics);
            topics = found.topics();
            return changed;
        } finally {
            lock.unlock();
        }
    }

    /** As the timer does. A search that fails changes nothing: the tasks go on with the series that they have. */
    void discoverAgain() {
        try {
            if (discover()) {
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
        } finally {
            lock.unlock();
        }
    }
}
