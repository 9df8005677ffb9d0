package io.fourinsight.camel.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.route.RouteStreams;
import io.fourinsight.client.plan.LiveResult;
import io.fourinsight.client.plan.Planner.Stretch;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.window.SeriesReader.Reading;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class EmitterTest {

    /** A consumer that has lost its leadership while the stream was opened. */
    private static final class Follower implements Emitter.Outlet {

        @Override
        public Exchange exchange() {
            throw new AssertionError("nothing leaves");
        }

        @Override
        public void process(Exchange exchange) {
            throw new AssertionError("nothing leaves");
        }

        @Override
        public boolean mayGoOn() {
            return false;
        }
    }

    @Test
    void streamThatIsOpenedButNotEmittedIsClosed() {
        AtomicInteger closed = new AtomicInteger();
        TimeSeriesStream stream = new TimeSeriesStream("s", new TimeSeriesStream.Source() {
            @Override
            public TimeSeries next() {
                return null;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        });
        Emitter emitter = new Emitter(new Follower(), new RouteStreams(), new PollCounts(), polled -> {});
        Reading reading = new Reading(stream, null, () -> LiveResult.of(OptionalLong.empty()));

        boolean emitted = emitter.emit(null, reading, new Stretch(0, 1), false, new Emitter.Then<>(state -> state));

        assertThat(emitted).isFalse();
        assertThat(closed).hasValue(1);
    }
}
