package io.fourinsight.client.reservoir;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.fourinsight.client.reservoir.text.NumberText;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series, in ascending order and at most one at a timestamp; immutable and columnar, without an
 * object per sample.
 *
 * <p>Timestamps are nanoseconds since the epoch, UTC. Values are numbers, an empty one being NaN; they are text only if
 * one of the values is not a number. As JSON a series is {@code {"seriesId":…,"samples":[[ns,value],…]}}, with
 * {@code null} for NaN and {@code "Infinity"}, {@code "-Infinity"} for the infinities, which JSON numbers cannot be.
 */
@JsonSerialize(using = TimeSeriesSerializer.class)
@JsonDeserialize(using = TimeSeriesDeserializer.class)
public final class TimeSeries implements Iterable<Sample> {

    private final @Nullable String seriesId;
    private final long[] timestamps;

    /** One of the two columns, the other is null. */
    private final double @Nullable [] numbers;

    private final String @Nullable [] texts;

    /** Where the view of this series begins in the columns, which slices share. */
    private final int offset;

    private final int size;

    private final boolean recorded;

    TimeSeries(
            @Nullable String seriesId,
            long[] timestamps,
            double @Nullable [] numbers,
            String @Nullable [] texts,
            int offset,
            int size) {
        this(seriesId, timestamps, numbers, texts, offset, size, false);
    }

    private TimeSeries(
            @Nullable String seriesId,
            long[] timestamps,
            double @Nullable [] numbers,
            String @Nullable [] texts,
            int offset,
            int size,
            boolean recorded) {
        this.seriesId = seriesId;
        this.timestamps = timestamps;
        this.numbers = numbers;
        this.texts = texts;
        this.offset = offset;
        this.size = size;
        this.recorded = recorded;
    }

    /** A builder of the series with this id, which is null for samples that are not in the reservoir yet. */
    public static Builder builder(@Nullable String seriesId) {
        return new Builder(seriesId);
    }

    public static TimeSeries empty(@Nullable String seriesId) {
        return builder(seriesId).build();
    }

    /**
     * A series of numbers from arrays of equal length, which are copied; in any order, of two samples at one timestamp
     * the later stays.
     */
    public static TimeSeries of(@Nullable String seriesId, long[] timestamps, double[] values) {
        checkLengths(timestamps.length, values.length);
        Builder builder = builder(seriesId);
        for (int i = 0; i < values.length; i++) {
            builder.add(timestamps[i], values[i]);
        }
        return builder.build();
    }

    /** As {@link #of(String, long[], double[])}, from values as text; numeric if every text is a number. */
    public static TimeSeries of(@Nullable String seriesId, long[] timestamps, String[] values) {
        checkLengths(timestamps.length, values.length);
        Builder builder = builder(seriesId);
        for (int i = 0; i < values.length; i++) {
            builder.add(timestamps[i], values[i]);
        }
        return builder.build();
    }

    /**
     * One series of several pieces, its values numbers if all of theirs are; of two samples at one timestamp the one in
     * the later piece stays unless it is empty. Pieces that follow one another in time are the fast case: their columns are copied once.
     */
    public static TimeSeries concat(@Nullable String seriesId, List<TimeSeries> pieces) {
        return Concatenation.of(seriesId, pieces);
    }

    private static void checkLengths(int timestamps, int values) {
        if (timestamps != values) {
            throw new IllegalArgumentException(timestamps + " timestamps, but " + values + " values");
        }
    }

    /** Copies the columns of a series to those given, of which {@code numbers} is null for text and {@code texts} for numbers. */
    void copyTo(long[] toTimestamps, double @Nullable [] toNumbers, String @Nullable [] toTexts, int at) {
        System.arraycopy(timestamps, offset, toTimestamps, at, size);
        if (toNumbers != null) {
            System.arraycopy(Objects.requireNonNull(numbers), offset, toNumbers, at, size);
        }
        if (toTexts != null) {
            System.arraycopy(Objects.requireNonNull(texts), offset, toTexts, at, size);
        }
    }

    /** The same samples, without a copy, as those of another series. */
    TimeSeries named(@Nullable String otherId) {
        return new TimeSeries(otherId, timestamps, numbers, texts, offset, size);
    }

    /** The same samples, without a copy, as they were read from the series whose id they have. */
    public TimeSeries recorded() {
        return recorded ? this : new TimeSeries(seriesId, timestamps, numbers, texts, offset, size, true);
    }

    /** Whether the samples were read from the reservoir, so that the id says where they are and not where they go. */
    public boolean isRecorded() {
        return recorded;
    }

    public @Nullable String seriesId() {
        return seriesId;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Whether {@link #number} can be asked; true for an empty series. A slice answers as the series it is part of. */
    public boolean isNumeric() {
        return texts == null;
    }

    /** Nanoseconds since the epoch, UTC. */
    public long timestamp(int index) {
        return timestamps[at(index)];
    }

    public Instant instant(int index) {
        return Timestamps.instant(timestamp(index));
    }

    /**
     * The value, NaN if it is empty.
     *
     * @throws IllegalStateException if the values are text
     */
    public double number(int index) {
        if (texts != null) {
            throw new IllegalStateException("Series " + seriesId + " holds text, not numbers: ask text(index)");
        }
        return Objects.requireNonNull(numbers)[at(index)];
    }

    /**
     * The value as the reservoir's CSV has it: of a number the shortest text that reads back as the same number, of an
     * infinity {@code inf} or {@code -inf}, of NaN the empty text; of text, the text.
     */
    public String text(int index) {
        return texts == null ? NumberText.of(number(index)) : texts[at(index)];
    }

    /**
     * The samples in {@code [fromNanos, toNanos)}: a view that shares the memory of this series, empty if the window
     * is.
     */
    public TimeSeries slice(long fromNanos, long toNanos) {
        int from = firstAtOrAfter(fromNanos);
        int to = Math.max(from, firstAtOrAfter(toNanos));
        return new TimeSeries(seriesId, timestamps, numbers, texts, from, to - from, recorded);
    }

    private int firstAtOrAfter(long nanos) {
        int found = Arrays.binarySearch(timestamps, offset, offset + size, nanos);
        return found >= 0 ? found : -found - 1;
    }

    private int at(int index) {
        return offset + Objects.checkIndex(index, size);
    }

    @Override
    public Iterator<Sample> iterator() {
        return IntStream.range(0, size).mapToObj(this::sample).iterator();
    }

    /** A map for each sample, as a batch of statements takes it: {@code time} as an {@link Instant}, {@code value} or null. */
    public List<Map<String, @Nullable Object>> rows() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("time", instant(i));
            row.put("value", texts != null ? text(i) : Double.isNaN(number(i)) ? null : (Object) number(i));
            rows.add(row);
        }
        return rows;
    }

    private Sample sample(int index) {
        return new Sample(timestamp(index), texts == null ? (Object) number(index) : text(index));
    }

    /** Whether id, kind and samples are the same, bit by bit: NaN equals NaN, 0.0 does not equal -0.0. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TimeSeries that
                && Objects.equals(seriesId, that.seriesId)
                && isNumeric() == that.isNumeric()
                && Arrays.equals(
                        timestamps, offset, offset + size, that.timestamps, that.offset, that.offset + that.size)
                && (texts == null
                        ? Arrays.equals(
                                numbers, offset, offset + size, that.numbers, that.offset, that.offset + that.size)
                        : Arrays.equals(
                                texts, offset, offset + size, that.texts, that.offset, that.offset + that.size));
    }

    /** Of id, size and ends only, since a series of millions of samples may be a message body that somebody hashes. */
    @Override
    public int hashCode() {
        return size == 0 ? Objects.hash(seriesId) : Objects.hash(seriesId, size, timestamp(0), timestamp(size - 1));
    }

    /** Id, size and ends, never the samples: message bodies are logged. */
    @Override
    public String toString() {
        String ends = size == 0 ? "" : ", " + instant(0) + " to " + instant(size - 1);
        return "TimeSeries[" + seriesId + ", " + size + " samples" + ends + "]";
    }

    /**
     * Collects samples in the order received and builds the series from them; not for several threads at once.
     *
     * <p>Input in ascending order is the fast case, any other is sorted when built. Of two samples at one timestamp the
     * later received stays.
     */
    public static final class Builder {

        private final @Nullable String seriesId;
        private SampleColumns columns = SampleColumns.lastReceived();

        private Builder(@Nullable String seriesId) {
            this.seriesId = seriesId;
        }

        /** Adds a number, NaN if it is empty. Should the series turn out to be text, it will be the shortest one. */
        public Builder add(long timestamp, double value) {
            columns.add(timestamp, value);
            return this;
        }

        /** Adds a value as it was written, which it stays if the series turns out to be text; null is empty. */
        public Builder add(long timestamp, String value) {
            columns.add(timestamp, value);
            return this;
        }

        public Builder add(Sample sample) {
            columns.add(sample);
            return this;
        }

        public Builder addAll(Iterable<Sample> samples) {
            samples.forEach(this::add);
            return this;
        }

        /** Adds all that another builder has, as it was received. */
        public Builder addAll(Builder other) {
            columns.addAll(other.columns);
            return this;
        }

        /** The first timestamp; empty if there are no samples, or they did not come in ascending order. */
        public OptionalLong start() {
            return columns.start();
        }

        /** The last timestamp, empty as {@link #start}. */
        public OptionalLong end() {
            return columns.end();
        }

        /** How many samples were added, counting those at one timestamp twice unless they came in a row. */
        public int size() {
            return columns.size();
        }

        /** The series of all samples added so far; the builder is then empty again, for the next piece of the series. */
        public TimeSeries build() {
            TimeSeries built = columns.toSeries(seriesId);
            columns = SampleColumns.lastReceived();
            return built;
        }
    }
}
