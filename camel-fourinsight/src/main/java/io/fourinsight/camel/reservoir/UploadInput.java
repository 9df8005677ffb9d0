package io.fourinsight.camel.reservoir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;

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
            return CsvInputStream.of(new Ordered(List.of(series).iterator(), order), () -> {});
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
            return stream.asInputStream(pieces -> new Ordered(pieces, order));
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
    record Samples(Once<Iterator<?>> samples) implements UploadInput {

        Samples(Iterator<?> samples) {
            this(new Once<>(samples));
        }

        @Override
        public InputStream open(UploadOrder order) {
            return CsvInputStream.of(new UploadPieces(samples.take(), order), () -> {});
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public UploadInput sorting() {
            return new Sorted(() -> {
                UploadSort sort = new UploadSort(MalformedCsvException::sample);
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
        private TimeSeries sorted;

        Sorted(Sorting sorting) {
            this.sorting = sorting;
        }

        @Override
        public InputStream open(UploadOrder order) throws IOException {
            if (sorted == null) {
                sorted = sorting.sort();
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
            TimeSeries sort() throws IOException;
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
