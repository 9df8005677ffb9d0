package io.fourinsight.camel.reservoir;

import static io.fourinsight.camel.reservoir.DayMergeTest.numbers;
import static io.fourinsight.camel.reservoir.DayMergeTest.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
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

        assertThat(stream).toIterable().containsExactly(numbers(1, 1), texts(2, "x"));
        assertThat(stream.hasNext()).isFalse();
        assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void onePieceIsFetchedAtATimeAndOnlyWhenAsked() {
        source.add(numbers(1, 1), numbers(2, 2), numbers(3, 3));
        assertThat(source.fetched).isZero();
        stream.hasNext();
        stream.hasNext();
        stream.next();
        assertThat(source.fetched).isEqualTo(1);
        stream.next();
        assertThat(source.fetched).isEqualTo(2);
    }

    @Test
    void endClosesTheSourceAndClosingIsIdempotent() {
        source.add(numbers(1, 1));
        stream.next();
        assertThat(source.closed).isZero();
        assertThat(stream.hasNext()).isFalse();
        stream.close();
        stream.close();

        assertThat(source.closed).isEqualTo(1);
        assertThat(stream.hasNext()).as("an end stays an end").isFalse();
    }

    @Test
    void streamThatWasClosedBeforeItsEndDoesNotLookWhole() throws IOException {
        source.add(numbers(1, 1), numbers(2, 2));
        InputStream csv = stream.asInputStream();
        csv.read();
        stream.close();

        assertThatIllegalStateException().isThrownBy(stream::hasNext).withMessageContaining("closed before its end");
        assertThatIllegalStateException().isThrownBy(csv::readAllBytes);
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

        assertThatIllegalStateException().isThrownBy(own[0]::hasNext);
    }

    @Test
    void failureIsUncheckedWithItsCauseAndStays() {
        IOException failure = new IOException("day 3 is damaged");
        source.add(numbers(1, 1));
        source.failure = failure;
        stream.next();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(stream::hasNext)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("Series S: day 3 is damaged")
                    .hasCause(failure);
        }
        assertThatThrownBy(stream::next).hasCause(failure);
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
        dying.next();

        assertThatThrownBy(dying::hasNext).isSameAs(error);
        assertThatIllegalStateException()
                .isThrownBy(dying::hasNext)
                .withMessage("Series S could not be read on: java.lang.OutOfMemoryError: test")
                .withCause(error);
        assertThat(source.closed).isEqualTo(1);
    }

    @Test
    void csvOfAFailedStreamFailsWithTheCause() throws IOException {
        IOException failure = new IOException("day 3 is damaged");
        source.add(numbers(1, 1));
        source.failure = failure;
        InputStream csv = stream.asInputStream();

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
        try (InputStream csv = stream.asInputStream()) {
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
        InputStream csv = stream.asInputStream();

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
        stream.asInputStream().close();

        assertThat(source.closed).isEqualTo(1);
    }

    @Test
    void csvCanBeAskedOnce() {
        stream.asInputStream();

        assertThatIllegalStateException().isThrownBy(stream::asInputStream).withMessageContaining("only once");
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
