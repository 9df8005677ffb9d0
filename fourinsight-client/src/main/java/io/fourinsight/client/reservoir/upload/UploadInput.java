package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.SampleColumns;
import io.fourinsight.client.reservoir.SampleInput;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import io.fourinsight.client.reservoir.csv.CsvInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Samples of one kind, as they are given to be uploaded. */
interface UploadInput {

    /** Their CSV, which tells the order of each sample that has been read. */
    InputStream open(UploadOrder order) throws IOException;

    boolean isRepeatable();

    /** The same samples in order. */
    UploadInput sorting();

    /** Samples in memory, in order since every series is. */
    record Series(TimeSeries series) implements UploadInput {

        @Override
        public InputStream open(UploadOrder order) {
            return new CsvInputStream(new Ordered(List.of(series).iterator(), order), () -> {});
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public UploadInput sorting() {
            return this;
        }
    }

    /** A stream of pieces, in order since its source says so; that is checked all the same. */
    record Stream(TimeSeriesStream stream) implements UploadInput {

        @Override
        public InputStream open(UploadOrder order) {
            return new CsvInputStream(new Ordered(stream.iterator(), order), stream::close);
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public UploadInput sorting() {
            return this;
        }
    }

    /** Samples one by one. */
    record Samples(SingleUse<Iterator<?>> samples) implements UploadInput {

        Samples(Iterator<?> samples) {
            this(new SingleUse<>(samples));
        }

        @Override
        public InputStream open(UploadOrder order) {
            return new CsvInputStream(new Pieces(samples.take(), order), () -> {});
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public UploadInput sorting() {
            return new Sorted(order -> {
                UploadSort sort = new UploadSort(order, MalformedCsvException::sample);
                Iterator<?> items = samples.take();
                for (long number = 1; items.hasNext(); number++) {
                    sort.add(SampleInput.sample(items.next(), number));
                }
                return sort.sorted();
            });
        }
    }

    /** Samples that are sorted when they are first asked for. */
    final class Sorted implements UploadInput {

        private final Sorting sorting;
        private @Nullable TimeSeries sorted;

        Sorted(Sorting sorting) {
            this.sorting = sorting;
        }

        @Override
        public InputStream open(UploadOrder order) throws IOException {
            if (sorted == null) {
                sorted = sorting.sort(order);
            }
            return new Series(sorted).open(order);
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public UploadInput sorting() {
            return this;
        }

        interface Sorting {
            TimeSeries sort(UploadOrder order) throws IOException;
        }
    }

    /** What can be used up only once. */
    final class SingleUse<T> {

        private @Nullable T value;

        SingleUse(@Nullable T value) {
            this.value = value;
        }

        /** @throws IllegalStateException if it was taken before */
        T take() {
            if (value == null) {
                throw new IllegalStateException("The samples can be read only once");
            }
            T taken = value;
            value = null;
            return taken;
        }
    }

    /** Single samples in pieces, so that their CSV can be written as that of any series, each of them checked. */
    record Pieces(Iterator<?> samples, UploadOrder order) implements Iterator<TimeSeries> {

        private static final int SAMPLES = 4096;

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
                    order.sample(sample);
                    columns.add(sample);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return columns.toTextSeries(null);
        }
    }

    /** Pieces that tell the order as they go by. */
    record Ordered(Iterator<TimeSeries> pieces, UploadOrder order) implements Iterator<TimeSeries> {

        @Override
        public boolean hasNext() {
            return pieces.hasNext();
        }

        @Override
        public TimeSeries next() {
            TimeSeries piece = pieces.next();
            try {
                order.piece(piece);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return piece;
        }
    }
}
