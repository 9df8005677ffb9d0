package io.fourinsight.camel.benchmark;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.spi.ScheduledPollConsumerScheduler;
import org.apache.camel.support.service.ServiceSupport;

/** Polls when it is told to. */
final class RoundsOnDemand extends ServiceSupport implements ScheduledPollConsumerScheduler {

    private CamelContext context;
    private Runnable round;

    /** @throws IllegalStateException if that is not the context of the consumer */
    void poll(CamelContext polled) {
        if (polled != context) {
            throw new IllegalStateException("Another context has this scheduler");
        }
        round.run();
    }

    @Override
    public void onInit(Consumer consumer) {}

    @Override
    public void scheduleTask(Runnable task) {
        round = task;
    }

    @Override
    public void unscheduleTask() {}

    @Override
    public void startScheduler() {}

    @Override
    public boolean isSchedulerStarted() {
        return round != null;
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
