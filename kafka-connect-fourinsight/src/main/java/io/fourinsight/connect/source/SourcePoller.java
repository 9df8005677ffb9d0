package io.fourinsight.connect.source;

import io.fourinsight.client.FourInsight;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.window.Turns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each series of a task its turn when that is due, several at once, and hands over what comes of it. */
final class SourcePoller {

    private static final Logger LOG = LoggerFactory.getLogger(SourcePoller.class);

    private static final int AT_ONCE = 4;
    private static final int HTTP_NOT_FOUND = 404;

    /** Connect pauses and stops a task between two polls only. */
    private static final long LONGEST_POLL = TimeUnit.SECONDS.toNanos(1);

    private final SourceSetup setup;
    private final FourInsight client;
    private final ExecutorService executor;
    private final Outbox outbox;
    private final List<SourceSeries> series = new ArrayList<>();
    private final SourceMetrics metrics;
    private final Turns<SourceSeries> turns;
    private final Duration pollInterval;
    private final Duration discoveryInterval;
    private volatile boolean stopped;
    private volatile @Nullable Error fatal;

    SourcePoller(
            SourceConfig config,
            SourceSetup setup,
            FourInsight client,
            OffsetStorageReader offsets,
            ExecutorService executor) {
        this.setup = setup;
        this.client = client;
        this.executor = executor;
        this.outbox = new Outbox(config.pollSamples());
        this.pollInterval = config.pollInterval();
        this.discoveryInterval = config.discoveryInterval();
        this.metrics = new SourceMetrics(JmxBean.ofTask(config.name(), config.taskId()), series, setup);
        this.turns = new Turns<>(this::turn, executor, AT_ONCE);
        read(config.taskTopics(), offsets);
    }

    private void read(Map<String, String> topics, OffsetStorageReader offsets) {
        Map<Map<String, String>, Map<String, Object>> stored = offsets.offsets(
                topics.keySet().stream().map(SourceOffset::partition).toList());
        topics.forEach((id, topic) -> series.add(read(id, topic, stored.get(SourceOffset.partition(id)))));
    }

    /** An offset that is no cursor must not become a series that begins anew. */
    private SourceSeries read(String id, String topic, @Nullable Map<String, Object> stored) {
        Instant now = setup.now();
        try {
            return new SourceSeries(id, topic, pollInterval, stored == null ? null : SourceOffset.parse(stored), now);
        } catch (IllegalArgumentException e) {
            SourceSeries broken = new SourceSeries(id, topic, pollInterval, null, now);
            broken.stands(e, now);
            metrics.failed(e);
            LOG.error(
                    "Series {} stands still, its offset {} is no cursor: {}. Change it with PATCH of the connector's"
                            + " offsets while the connector is stopped",
                    id,
                    stored,
                    e.getMessage());
            return broken;
        }
    }

    void start() {
        metrics.register();
    }

    /** Records, or null if there are none after a second. */
    @Nullable
    List<SourceRecord> poll() throws InterruptedException {
        Error e = fatal;
        if (e != null) {
            throw e;
        }
        Instant now = setup.now();
        turns.add(
                series.stream().filter(one -> one.beginTurn(now, pollInterval)).toList());
        List<SourceRecord> records = outbox.take(LONGEST_POLL);
        return records.isEmpty() ? null : records;
    }

    boolean isIdle() {
        Instant now = setup.now();
        return series.stream().noneMatch(one -> one.isBusy() || one.isDue(now, pollInterval)) && outbox.isEmpty();
    }

    /** Whether the series wants another turn at once. */
    private boolean turn(SourceSeries one) {
        boolean more = false;
        try {
            SourceRecords records = new SourceRecords(one, setup, outbox, metrics);
            more = new SourceTurn(one, setup, setup.reader(one.id()), records, () -> stopped).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the task is stopped
        } catch (Exception e) {
            failed(one, e);
        } catch (Error e) {
            fatal = e;
            throw e;
        } finally {
            if (!more) {
                one.endTurn();
                outbox.wake();
            }
        }
        return more;
    }

    private void failed(SourceSeries one, Exception e) {
        if (stopped) {
            LOG.debug("Series {} was stopped", one.id(), e);
            return;
        }
        boolean gone = e instanceof RestException.Status status && status.status() == HTTP_NOT_FOUND;
        metrics.failed(e);
        if (one.failed(e, setup.now(), gone ? discoveryInterval : null)) {
            LOG.warn("Series {} cannot be read; it is tried again later: {}", one.id(), e.getMessage());
        }
        LOG.debug("Series {} cannot be read", one.id(), e);
    }

    /** Ends turns and requests under way. What they would have brought comes with the next start. */
    void stop() {
        stopped = true;
        turns.end();
        outbox.close();
        executor.shutdownNow();
        client.close();
        metrics.close();
    }
}
