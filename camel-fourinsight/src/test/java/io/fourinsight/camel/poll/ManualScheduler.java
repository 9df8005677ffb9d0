package io.fourinsight.camel.poll;

import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.spi.ScheduledPollConsumerScheduler;
import org.apache.camel.support.service.ServiceSupport;

/** A scheduler of Camel that polls when a test wants it, in the test's thread. */
public final class ManualScheduler extends ServiceSupport implements ScheduledPollConsumerScheduler {

    private CamelContext context;
    private volatile Runnable task;

    /** Polls once, as the consumer's own scheduler would. */
    public void poll() {
        Runnable present = task;
        if (present != null) {
            present.run();
        }
    }

    /** As {@link #poll}, in a thread of its own. */
    public CompletableFuture<Void> pollAside() {
        return CompletableFuture.runAsync(this::poll, runnable -> new Thread(runnable, "poll").start());
    }

    @Override
    public void onInit(Consumer consumer) {}

    @Override
    public void scheduleTask(Runnable runnable) {
        task = runnable;
    }

    @Override
    public void unscheduleTask() {
        task = null;
    }

    @Override
    public void startScheduler() {}

    @Override
    public boolean isSchedulerStarted() {
        return task != null;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        context = camelContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    protected void doStart() {}

    @Override
    protected void doStop() {}
}
