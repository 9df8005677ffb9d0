package io.fourinsight.client.reservoir;

import static io.fourinsight.client.reservoir.csv.CsvMergeTest.numbers;
import static io.fourinsight.client.reservoir.csv.CsvMergeTest.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fourinsight.client.reservoir.csv.TimeSeriesCsv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSeriesStreamTest {

    private static final TimeSeries EMPTY = TimeSeries.empty("S");

    private final Pieces source = new Pieces();
    private final TimeSeriesStream stream = new TimeSeriesStream("S", source);

    @Test
    void piecesComeInOrderAndNoneIsEmpty() {
        source.add(EMPTY, numbers(1, 1), EMPTY, EMPTY, texts(2, "x"), EMPTY);

        Iterator<TimeSeries> pieces = stream.iterator();
        assertThat(pieces).toIterable().containsExactly(numbers(1, 1), texts(2, "x"));
        assertThat(pieces.hasNext()).isFalse();
        assertThatThrownBy(pieces::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void onePieceIsFetchedAtATimeAndOnlyWhenAsked() {
        source.add(numbers(1, 1), numbers(2, 2), numbers(3, 3));
        Iterator<TimeSeries> pieces = stream.iterator();
        assertThat(source.fetched).isZero();
        pieces.hasNext();
        pieces.hasNext();
        pieces.next();
        assertThat(source.fetched).isEqualTo(1);
        pieces.next();
        assertThat(source.fetched).isEqualTo(2);
    }

    @Test
    void endClosesTheSourceAndClosingIsIdempotent() {
        source.add(numbers(1, 1));
        Iterator<TimeSeries> pieces = stream.iterator();
        pieces.next();
        assertThat(source.closed).isZero();
        assertThat(pieces.hasNext()).isFalse();
        stream.close();
        stream.close();

        assertThat(source.closed).isEqualTo(1);
        assertThat(pieces.hasNext()).as("an end stays an end").isFalse();
    }

    @Test
    void streamThatWasClosedBeforeItsEndDoesNotLookWhole() throws IOException {
        source.add(numbers(1, 1), numbers(2, 2));
        InputStream csv = TimeSeriesCsv.inputStream(stream);
        csv.read();
        stream.close();

        assertThatExceptionOfType(TimeSeriesStream.ClosedException.class)
                .isThrownBy(csv::readAllBytes)
                .withMessageContaining("closed before its end");
        assertThat(source.closed).isEqualTo(1);
    }

    @Test
    void sourceThatEndsBecauseItWasClosedDoesNotLookWhole() {
        TimeSeriesStream[] own = new TimeSeriesStream[1];
        own[0] = new TimeSeriesStream("S", new TimeSeriesStream.Source() {
            @Override
            public TimeSeries next() {
                own[0].close();
                return null;
            }

            @Override
            public void close() {}
        });

        assertThatIllegalStateException().isThrownBy(own[0].iterator()::hasNext);
    }

    @Test
    void failureIsUncheckedWithItsCauseAndStays() {
        IOException failure = new IOException("day 3 is damaged");
        source.add(numbers(1, 1));
        source.failure = failure;
        Iterator<TimeSeries> pieces = stream.iterator();
        pieces.next();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(pieces::hasNext)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("Series S: day 3 is damaged")
                    .hasCause(failure);
        }
        assertThatThrownBy(pieces::next).hasCause(failure);
        assertThat(source.closed).isEqualTo(1);
    }

    /** Memory may be short for one piece, and there again for the next. */
    @Test
    void sourceThatDiesLeavesNoGap() {
        OutOfMemoryError error = new OutOfMemoryError("test");
        TimeSeriesStream dying = new TimeSeriesStream("S", new TimeSeriesStream.Source() {
            private int asked;

            @Override
            public TimeSeries next() {
                if (asked++ == 1) {
                    throw error;
                }
                return numbers(asked, asked);
            }

            @Override
            public void close() {
                source.close();
            }
        });
        Iterator<TimeSeries> pieces = dying.iterator();
        pieces.next();

        assertThatThrownBy(pieces::hasNext).isSameAs(error);
        assertThatIllegalStateException()
                .isThrownBy(pieces::hasNext)
                .withMessage("Series S could not be read on: java.lang.OutOfMemoryError: test")
                .withCause(error);
        assertThat(source.closed).isEqualTo(1);
    }

    @Test
    void csvOfAFailedStreamFailsWithTheCause() throws IOException {
        IOException failure = new IOException("day 3 is damaged");
        source.add(numbers(1, 1));
        source.failure = failure;
        InputStream csv = TimeSeriesCsv.inputStream(stream);

        assertThat(new String(csv.readNBytes(6), UTF_8)).isEqualTo("1,1.0\n");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(csv::read).isSameAs(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6, 7, 100})
    void csvIsThatOfAllPieces(int chunk) throws IOException {
        source.add(numbers(1, 1, 2, Double.NaN), EMPTY, texts(3, "x,y"), numbers(4, 4));
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] target = new byte[chunk];
        try (InputStream csv = TimeSeriesCsv.inputStream(stream)) {
            for (int count = csv.read(target); count >= 0; count = csv.read(target)) {
                read.write(target, 0, count);
            }
        }

        assertThat(read.toString(UTF_8)).isEqualTo("1,1.0\n2,\n3,\"x,y\"\n4,4.0\n");
        assertThat(source.closed).isEqualTo(1);
    }

    @Test
    void csvIsHandedOnBeforeTheNextPieceIsFetched() throws IOException {
        source.add(numbers(1, 1), numbers(2, 2));
        InputStream csv = TimeSeriesCsv.inputStream(stream);

        assertThat(csv.read(new byte[100])).isEqualTo("1,1.0\n".length());
        assertThat(source.fetched).isEqualTo(1);
        assertThat(csv.available()).isZero();
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        assertThat(csv.transferTo(rest)).isEqualTo(6);
        assertThat(rest.toString(UTF_8)).isEqualTo("2,2.0\n");
    }

    @Test
    void closingTheCsvClosesTheStream() throws IOException {
        source.add(numbers(1, 1));
        TimeSeriesCsv.inputStream(stream).close();

        assertThat(source.closed).isEqualTo(1);
    }

    /** Before the first has read anything as well as behind its end, however either reads. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everySecondReaderFailsAtOnceAndTheFirstGoesOn(boolean atItsEnd) {
        List<Consumer<TimeSeriesStream>> readers = List.of(
                TimeSeriesStream::iterator,
                TimeSeriesStream::readAll,
                TimeSeriesCsv::inputStream,
                other -> other.forEach(piece -> {}));
        source.add(numbers(1, 1), numbers(2, 2));
        Iterator<TimeSeries> first = stream.iterator();
        if (atItsEnd) {
            first.forEachRemaining(piece -> {});
        }

        for (Consumer<TimeSeriesStream> second : readers) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> second.accept(stream))
                    .withMessageContaining("can be read only once");
        }
        assertThat(first).toIterable().hasSize(atItsEnd ? 0 : 2);
        assertThat(source.closed).isEqualTo(1);
    }

    @Test
    void nobodyIsSecondToTheCsv() {
        TimeSeriesCsv.inputStream(stream);

        assertThatIllegalStateException().isThrownBy(stream::iterator).withMessageContaining("can be read only once");
        assertThatIllegalStateException().isThrownBy(() -> TimeSeriesCsv.inputStream(stream));
    }

    @Test
    void ofReadersThatComeAtOnceOneGetsTheStream() throws Exception {
        int threads = 8;
        CyclicBarrier together = new CyclicBarrier(threads);
        AtomicInteger readers = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(() -> {
                try {
                    together.await();
                    stream.iterator();
                    readers.incrementAndGet();
                } catch (IllegalStateException | InterruptedException | BrokenBarrierException e) {
                    // not the first
                }
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }

        assertThat(readers).hasValue(1);
    }

    @Test
    void toStringReadsNothing() {
        assertThat(stream).hasToString("TimeSeriesStream[S]");
        assertThat(source.fetched).isZero();
    }

    private static final class Pieces implements TimeSeriesStream.Source {

        private final Deque<TimeSeries> pieces = new ArrayDeque<>();
        private IOException failure;
        private int fetched;
        private int closed;

        void add(TimeSeries... more) {
            pieces.addAll(List.of(more));
        }

        @Override
        public TimeSeries next() throws IOException {
            fetched++;
            if (pieces.isEmpty() && failure != null) {
                throw failure;
            }
            return pieces.poll();
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
