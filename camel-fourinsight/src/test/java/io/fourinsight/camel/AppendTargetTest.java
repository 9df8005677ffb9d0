package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which series {@code append} writes to if nobody says it. */
class AppendTargetTest {

    private final UploadRig rig = new UploadRig();

    @BeforeEach
    void start() throws Exception {
        rig.start("");
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private static TimeSeries samples(String seriesId) {
        return TimeSeries.of(seriesId, new long[] {UploadRig.NOON, UploadRig.NOON + 1}, new double[] {1, 2});
    }

    @Test
    void seriesSaysWhereItGoes() {
        String id = rig.create(null);

        rig.upload("append", samples(id));

        assertThat(rig.data(id).size()).isEqualTo(2);
    }

    @Test
    void headerGoesBeforeTheSeries() {
        String id = rig.create(null);
        String other = rig.create(null);

        assertThat(rig.append(other, samples(id)).getException()).isNull();

        assertThat(rig.data(id).isEmpty()).isTrue();
        assertThat(rig.data(other).size()).isEqualTo(2);
    }

    private static void assertRefused(Exchange exchange) {
        assertThat(exchange.getException()).hasMessageContaining("seriesId must be set");
    }

    @Test
    void seriesThatWasReadSaysOnlyWhereItComesFrom() {
        TimeSeries read = rig.data(rig.create(samples(null)));

        assertThat(read.seriesId()).isNotNull();
        assertRefused(rig.context.sendBody("append", read));
        assertRefused(rig.context.sendBody("append", read.slice(UploadRig.NOON, UploadRig.NOON + 1)));
    }

    @Test
    void piecesOfAStreamThatWasReadDoNotEither() {
        TimeSeries read = rig.data(rig.create(samples(null)));
        TimeSeriesStream.Source source = new TimeSeriesStream.Source() {

            private TimeSeries left = samples(read.seriesId());

            @Override
            public TimeSeries next() {
                TimeSeries piece = left;
                left = null;
                return piece;
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        List<TimeSeries> pieces = List.of(
                TimeSeriesStream.recorded(read.seriesId(), source).iterator().next());

        assertRefused(rig.context.sendBody("append", pieces.get(0)));
        assertRefused(rig.context.sendBody("append", TimeSeriesStream.recorded(read.seriesId(), source)));
    }

    @Test
    void seriesWithoutAnIdNeedsOne() {
        assertRefused(rig.context.sendBody("append", samples(null)));
    }
}
