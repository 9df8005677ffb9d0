package io.fourinsight.camel.reservoir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

/** Single samples in pieces, so that their CSV can be written as that of any series, their order checked. */
final class UploadPieces implements Iterator<TimeSeries> {

    private static final int SAMPLES = 4096;

    private final Iterator<?> samples;
    private final UploadOrder order;

    UploadPieces(Iterator<?> samples, UploadOrder order) {
        this.samples = samples;
        this.order = order;
    }

    @Override
    public boolean hasNext() {
        return samples.hasNext();
    }

    @Override
    public TimeSeries next() {
        SampleColumns columns = SampleColumns.lastReceived();
        try {
            for (int i = 0; i < SAMPLES && samples.hasNext(); i++) {
                Sample sample = SampleInput.sample(samples.next(), order.samples() + 1);
                order.sample(sample.timestamp());
                columns.add(sample);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return columns.toTextSeries(null);
    }
}
