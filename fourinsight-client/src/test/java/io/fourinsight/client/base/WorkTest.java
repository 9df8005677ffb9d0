package io.fourinsight.client.base;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.fourinsight.client.testing.CapturedLog;
import io.fourinsight.client.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkTest {

    private final MutableClock clock = new MutableClock();
    private final List<Work.Outcome> ends = new ArrayList<>();
    private final ClientObserver observer = new ClientObserver() {
        @Override
        public void end(Work work, Work.Outcome outcome) {
            ends.add(outcome);
        }
    };

    @Test
    void saysALineEachTenSecondsWithPercentOfSteps() {
        try (CapturedLog log = CapturedLog.of(Work.class)) {
            Work work = Work.begin(Work.Kind.READ, "series '7'", 4, observer, clock);
            work.addItems(1000);
            work.stepDone();
            clock.advance(Duration.ofSeconds(10));
            work.addItems(500);
            work.addItems(500);
            clock.advance(Duration.ofSeconds(9));
            work.stepDone();
            clock.advance(Duration.ofSeconds(1));
            work.addBytes(2048);

            assertThat(log.lines(Level.INFO))
                    .containsExactly(
                            "read of series '7': 25 %, 1,500 samples, for 10 s",
                            "read of series '7': 50 %, 2,000 samples, 2,048 bytes, for 20 s");
        }
    }

    @Test
    void percentGoesByBytesWhereTheirNumberIsKnownAndIsNeverMoreThanAll() {
        Work work = Work.begin(Work.Kind.UPLOAD, "a new series", 0, observer, clock);
        assertThat(work.percent()).isEqualTo(-1);

        work.expectBytes(200);
        work.addBytes(150);
        assertThat(work.percent()).isEqualTo(75);
        work.addBytes(150);
        assertThat(work.percent()).isEqualTo(100);
    }

    @Test
    void endIsToldOnceWhateverComesAfterIt() {
        Work done = Work.begin(Work.Kind.PAGES, "/x", 0, observer, clock);
        done.done();
        done.close();
        Work failed = Work.begin(Work.Kind.PAGES, "/x", 0, observer, clock);
        failed.close();
        failed.ended();

        assertThat(ends).containsExactly(Work.Outcome.DONE, Work.Outcome.FAILED);
    }
}
