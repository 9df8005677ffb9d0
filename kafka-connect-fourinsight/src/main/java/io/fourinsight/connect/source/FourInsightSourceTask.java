package io.fourinsight.connect.source;

import io.fourinsight.client.FourInsight;
import io.fourinsight.client.base.DaemonThreads;
import io.fourinsight.client.session.SessionException;
import io.fourinsight.client.window.ServiceClock;
import io.fourinsight.connect.common.ConnectionConfig;
import io.fourinsight.connect.common.ConnectorVersion;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads its part of the series. It fails when its first token is refused, and not for anything that is wrong with one
 * series, or later with the service.
 */
public final class FourInsightSourceTask extends SourceTask {

    private static final Logger LOG = LoggerFactory.getLogger(FourInsightSourceTask.class);

    private final Clock clock;
    private volatile @Nullable SourcePoller poller; // null before the start and after the end

    public FourInsightSourceTask() {
        this(Clock.systemUTC());
    }

    FourInsightSourceTask(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return ConnectorVersion.get();
    }

    @Override
    public void start(Map<String, String> properties) {
        SourceConfig config = new SourceConfig(properties);
        FourInsight client = ConnectionConfig.builder(config).build();
        boolean started = false;
        try {
            requireToken(client);
            SourceSetup setup = new SourceSetup(config, client.timeSeries().windows(), new ServiceClock(clock));
            SourcePoller begun = new SourcePoller(
                    config,
                    setup,
                    client,
                    context.offsetStorageReader(),
                    DaemonThreads.unlimited("fourinsight-series"));
            begun.start();
            poller = begun;
            started = true;
        } finally {
            if (!started) {
                client.close();
            }
        }
    }

    /** One request, and no other one if it is refused: Connect does not start a failed task again by itself. */
    private static void requireToken(FourInsight client) {
        try {
            client.timeSeries().windows().requireToken();
        } catch (SessionException.Unavailable e) {
            LOG.warn("There is no token yet, the task goes on trying: {}", e.getMessage());
        } catch (SessionException e) {
            throw new ConnectException("The credentials are refused: " + e.getMessage(), e);
        }
    }

    @Override
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        SourcePoller running = poller;
        return running == null ? null : running.poll();
    }

    /** Whether nothing is under way, and nothing is due now. */
    boolean isIdle() {
        SourcePoller running = poller;
        return running == null || running.isIdle();
    }

    @Override
    public void stop() {
        SourcePoller running = poller;
        poller = null;
        if (running != null) {
            running.stop();
        }
    }
}
