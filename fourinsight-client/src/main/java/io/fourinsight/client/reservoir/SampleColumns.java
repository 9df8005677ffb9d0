package io.fourinsight.client.reservoir;

import io.fourinsight.client.reservoir.text.NumberText;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Growing columns of samples in the order received, which become a {@link TimeSeries}.
 *
 * <p>A value that came as text is only kept, not looked at, until the series is made: then the column is either all
 * numbers or all text. Numbers that came as such therefore cost nothing extra.
 *
 * <p>The samples are seen as runs, each in order. Input in order is one run and needs no more work; two full files of one
 * day are two, and merged in one pass. Only the series itself has its samples in arrays of its size.
 */
public final class SampleColumns {

    /** Whether a sample without value replaces an earlier one at its timestamp that has one. */
    private final boolean emptyReplaces;

    private SampleChunks chunks = new SampleChunks();

    /** Of the sample that was received last. */
    private long last;

    private boolean sorted = true;

    private SampleColumns(boolean emptyReplaces) {
        this.emptyReplaces = emptyReplaces;
    }

    /** Columns for which the later of two samples at one timestamp stays. */
    public static SampleColumns lastReceived() {
        return new SampleColumns(true);
    }

    /** Columns for which the later of two samples at one timestamp stays unless it is empty. */
    public static SampleColumns lastValue() {
        return new SampleColumns(false);
    }

    /** The first timestamp; empty if there are no samples, or they did not come in ascending order. */
    OptionalLong start() {
        return sorted && size() > 0 ? OptionalLong.of(chunks.timestamp(0)) : OptionalLong.empty();
    }

    /** The last timestamp, empty as {@link #start}. */
    OptionalLong end() {
        return sorted && size() > 0 ? OptionalLong.of(last) : OptionalLong.empty();
    }

    public int size() {
        return chunks.size();
    }

    public void add(long timestamp, double value) {
        if (isAgain(timestamp)) {
            if (emptyReplaces || !Double.isNaN(value)) {
                chunks.setNumber(chunks.size() - 1, value);
            }
            return;
        }
        note(timestamp);
        chunks.add(timestamp, value);
    }

    public void add(long timestamp, String value) {
        if (value == null) {
            add(timestamp, Double.NaN);
            return;
        }
        if (isAgain(timestamp)) {
            if (emptyReplaces || !NumberText.isEmpty(value)) {
                chunks.setText(chunks.size() - 1, value);
            }
            return;
        }
        note(timestamp);
        chunks.add(timestamp, value);
    }

    public void add(Sample sample) {
        if (sample.value() instanceof Double number) {
            add(sample.timestamp(), number.doubleValue());
        } else {
            add(sample.timestamp(), (String) sample.value());
        }
    }

    /** Adds all samples of a series. */
    public void addAll(TimeSeries series) {
        for (int i = 0; i < series.size(); i++) {
            if (series.isNumeric()) {
                add(series.timestamp(i), series.number(i));
            } else {
                add(series.timestamp(i), series.text(i));
            }
        }
    }

    /** Adds all samples of other columns. */
    public void addAll(SampleColumns other) {
        for (int row = 0; row < other.chunks.size(); row++) {
            String text = other.chunks.text(row);
            if (text == null) {
                add(other.chunks.timestamp(row), other.chunks.number(row));
            } else {
                add(other.chunks.timestamp(row), text);
            }
        }
    }

    private boolean isAgain(long timestamp) {
        return timestamp == last && chunks.size() > 0;
    }

    private void note(long timestamp) {
        sorted &= timestamp > last || chunks.size() == 0;
        last = timestamp;
    }

    /** The series of these columns, which must not be used any more. */
    public TimeSeries toSeries(@Nullable String seriesId) {
        return isNumeric() ? numeric(seriesId) : text(seriesId);
    }

    /**
     * Whether the columns have numbers only, and each of them only later samples than those before it; they are taken to be
     * complete.
     */
    public static boolean followOneAnother(List<SampleColumns> columns) {
        boolean follow = true;
        OptionalLong before = OptionalLong.empty();
        for (SampleColumns each : columns) {
            follow &= each.isNumeric();
            if (each.size() > 0) {
                follow &= before.isEmpty() || before.getAsLong() < each.chunks.timestamp(0);
                before = each.end();
            }
        }
        return follow;
    }

    /**
     * The series of columns that {@linkplain #followOneAnother follow one another}; they must not be used any more. They are
     * emptied while its arrays are filled, first of their timestamps and then of their numbers, so that no more than half of
     * the samples is in memory twice.
     */
    public static TimeSeries join(@Nullable String seriesId, List<SampleColumns> columns) {
        long samples = columns.stream().mapToLong(SampleColumns::size).sum();
        if (samples > SampleChunks.MOST) {
            throw SampleChunks.tooMany();
        }
        int size = (int) samples;
        long[] timestamps = new long[size];
        int at = 0;
        for (SampleColumns each : columns) {
            each.chunks.moveTimestamps(timestamps, at);
            at += each.size();
        }
        double[] numbers = new double[size];
        at = 0;
        for (SampleColumns each : columns) {
            each.chunks.moveNumbers(numbers, at);
            at += each.size();
        }
        return new TimeSeries(seriesId, timestamps, numbers, null, 0, size);
    }

    /** As {@link #toSeries}, with text also if every one is a number; only without samples it is numeric. */
    public TimeSeries toTextSeries(@Nullable String seriesId) {
        sort();
        return chunks.hasTexts() ? text(seriesId) : numeric(seriesId);
    }

    /** Whether every value is a number. Texts that are become one; it takes the columns to be complete. */
    public boolean isNumeric() {
        sort();
        return !chunks.hasTexts() || textsBecomeNumbers();
    }

    /** When the first sample is that is no number; there must be one. */
    public long firstWord() {
        int row = 0;
        while (!isWord(chunks.text(row))) {
            row++;
        }
        return chunks.timestamp(row);
    }

    private static boolean isWord(@Nullable String text) {
        return text != null && NumberText.isText(NumberText.parse(text));
    }

    private void sort() {
        if (!sorted) {
            chunks = RunMerge.merge(emptyReplaces, chunks);
            sorted = true;
            last = chunks.timestamp(chunks.size() - 1);
        }
    }

    private TimeSeries numeric(@Nullable String seriesId) {
        int size = chunks.size();
        return new TimeSeries(seriesId, chunks.takeTimestamps(), chunks.takeNumbers(), null, 0, size);
    }

    private TimeSeries text(@Nullable String seriesId) {
        int size = chunks.size();
        return new TimeSeries(seriesId, chunks.takeTimestamps(), null, chunks.takeTexts(), 0, size);
    }

    private boolean textsBecomeNumbers() {
        for (int row = 0; row < chunks.size(); row++) {
            String text = chunks.text(row);
            if (text != null) {
                double number = NumberText.parse(text);
                if (NumberText.isText(number)) {
                    return false;
                }
                chunks.setParsed(row, number);
            }
        }
        chunks.forgetTexts();
        return true;
    }
}
