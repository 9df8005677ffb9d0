package io.fourinsight.connect.source;

import io.fourinsight.client.plan.SeriesState;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.text.NumberText;
import io.fourinsight.client.window.SeriesReader.Reading;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes the records of one turn of a series, each with the offset that holds once it was stored. */
final class SourceRecords {

    static final String RECOVERED = "fourinsight.recovered";

    private static final Schema HEARTBEAT = SchemaBuilder.struct()
            .name("io.fourinsight.Heartbeat")
            .version(1)
            .field("next", Schema.INT64_SCHEMA)
            .build();

    private final SourceSeries series;
    private final SourceSetup setup;
    private final Outbox outbox;
    private final SourceMetrics metrics;
    private final Collector collector;
    private @Nullable SourceOffset left; // that of the last record of the reading under way

    SourceRecords(SourceSeries series, SourceSetup setup, Outbox outbox, SourceMetrics metrics) {
        this.series = series;
        this.setup = setup;
        this.outbox = outbox;
        this.metrics = metrics;
        this.collector = setup.collector();
    }

    /**
     * Delivers a reading; then the series is in the state after it. If it breaks off, the series is where its last record
     * has left it.
     *
     * @param within the offset of all records but the last one, by the time of their last sample
     * @param after the state after all, of the one before it
     */
    void deliver(
            Reading reading, boolean recovered, LongFunction<SourceOffset> within, UnaryOperator<SeriesState> after)
            throws IOException, InterruptedException {
        Object body = reading.body();
        left = null;
        boolean delivered = false;
        try {
            if (body instanceof TimeSeriesStream stream) {
                for (Iterator<TimeSeries> pieces = stream.iterator(); pieces.hasNext(); ) {
                    collect(pieces.next(), recovered, within);
                }
            } else if (body instanceof TimeSeries samples) {
                collect(samples, recovered, within);
            }
            SeriesState end = after.apply(series.state());
            if (!collector.isEmpty()) {
                put(SourceOffset.of(end.cursor()), recovered);
            }
            series.move(end);
            metrics.window();
            delivered = true;
        } finally {
            if (body instanceof TimeSeriesStream stream) {
                stream.close();
            }
            if (!delivered) {
                breakOff();
            }
        }
    }

    private void breakOff() {
        if (!collector.isEmpty()) {
            collector.take();
        }
        SourceOffset stored = left;
        if (stored != null) {
            series.move(SeriesState.restored(stored.cursor()));
        }
    }

    private void collect(TimeSeries samples, boolean recovered, LongFunction<SourceOffset> within)
            throws IOException, InterruptedException {
        for (int i = 0; i < samples.size(); i++) {
            Object value = value(samples, i);
            if (!collector.hasRoom(value)) {
                put(within.apply(collector.last()), recovered);
            }
            collector.add(samples.timestamp(i), value);
        }
    }

    /** By itself, whatever the other samples of a piece are: how a day is cut must not change what a sample is. */
    private static Object value(TimeSeries samples, int index) {
        if (samples.isNumeric()) {
            return samples.number(index);
        }
        String text = samples.text(index);
        double number = NumberText.parse(text);
        return NumberText.isText(number) ? text : (Object) number;
    }

    private void put(SourceOffset offset, boolean recovered) throws InterruptedException {
        int size = collector.size();
        ConnectHeaders headers = new ConnectHeaders();
        if (recovered) {
            headers.addBoolean(RECOVERED, true);
        }
        Schema schema = collector.schema();
        Struct value = collector.take();
        put(series.topic(), offset, schema, value, headers, size);
        metrics.samples(size, recovered);
        if (!recovered) {
            left = offset;
        }
    }

    private void put(
            String topic, SourceOffset offset, Schema schema, Struct value, ConnectHeaders headers, int samples)
            throws InterruptedException {
        outbox.put(
                new SourceRecord(
                        SourceOffset.partition(series.id()),
                        offset.map(),
                        topic,
                        null,
                        Schema.STRING_SCHEMA,
                        series.id(),
                        schema,
                        value,
                        // none: a topic that keeps records for a week would delete a back-fill at once
                        null,
                        headers),
                samples);
        series.recordLeft(setup.now());
    }

    /** Repeats the offset of a series, if there is a topic for it and if that is due or must be. */
    void heartbeat(boolean must) throws InterruptedException {
        String topic = setup.heartbeatTopic();
        Instant now = setup.now();
        if (topic != null && (must || series.isHeartbeatDue(now))) {
            SourceOffset offset = SourceOffset.of(series.state().cursor());
            put(topic, offset, HEARTBEAT, new Struct(HEARTBEAT).put("next", offset.next()), new ConnectHeaders(), 1);
        }
    }
}
