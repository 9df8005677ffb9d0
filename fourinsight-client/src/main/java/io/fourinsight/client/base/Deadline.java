package io.fourinsight.client.base;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds whole HTTP exchanges: socket time-outs bound only the wait for the next byte, so that a server which sends
 * one now and then could hold a thread for ever.
 *
 * <pre>{@code
 * try (DeadlineWatch watch = deadline.start(Duration.ofSeconds(15), request::cancel)) {
 *     try {
 *         return client.execute(request, handler);
 *     } catch (IOException e) {
 *         throw watch.expired() ? tooLate() : e;
 *     }
 * }
 * }</pre>
 *
 * <p>One daemon thread serves all exchanges; it ends when there is nothing to watch. A timer wakes its thread for every
 * task that is due before all others, which among exchanges that follow one another is each of them; so while there are
 * any, a beat is due before them.
 */
public final class Deadline implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final ScheduledThreadPoolExecutor timer;
    private final AtomicBoolean beating = new AtomicBoolean();
    private volatile boolean used;

    public Deadline() {
        timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("fourinsight-deadline"));
        // else a finished exchange would be held in memory until its deadline
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /**
     * Starts to watch an exchange.
     *
     * @param limit for the whole exchange
     * @param onExpiry ends it from another thread; must not block
     */
    public DeadlineWatch start(Duration limit, Runnable onExpiry) {
        keepBeating();
        DeadlineWatch watch = new DeadlineWatch(onExpiry);
        watch.scheduled(timer.schedule(watch::expire, limit.toMillis(), TimeUnit.MILLISECONDS));
        return watch;
    }

    /** A beat too few, if the last one ends at this moment, only costs the thread a look. */
    private void keepBeating() {
        if (!used) {
            used = true;
        }
        if (!beating.get() && beating.compareAndSet(false, true)) {
            try {
                scheduleBeat();
            } catch (RuntimeException | Error e) {
                beating.set(false);
                throw e;
            }
        }
    }

    private void beat() {
        if (used && !timer.isShutdown()) {
            used = false;
            scheduleBeat();
        } else {
            beating.set(false);
        }
    }

    private void scheduleBeat() {
        timer.schedule(this::beat, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Watches no further exchange; those under way stay bounded. */
    @Override
    public void close() {
        timer.shutdown();
    }
}
