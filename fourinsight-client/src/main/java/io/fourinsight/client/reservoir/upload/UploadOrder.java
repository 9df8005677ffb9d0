package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.reservoir.csv.CsvLineReader;
import io.fourinsight.client.reservoir.text.NumberText;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.io.IOException;

/**
 * Counts the samples that go by and sees that each may be uploaded: that it is later than the one before it, at a time
 * that can be read back, and a number if all have to be.
 */
final class UploadOrder {

    private final boolean numbersOnly;
    private long samples;
    private long first;
    private long last;

    UploadOrder(ValueType values) {
        this.numbersOnly = values == ValueType.NUMBER;
    }

    /** The next sample, which is on this line of a CSV. */
    void line(long timestamp, CsvLineReader lines) throws IOException {
        check(lines);
        if (isLate(timestamp)) {
            throw lines.malformed(reason(timestamp));
        }
        count(timestamp, timestamp, 1);
    }

    /** The next of a list of samples. */
    void sample(Sample sample) throws IOException {
        check(sample, samples + 1);
        if (isLate(sample.timestamp())) {
            throw MalformedCsvException.sample(samples + 1, reason(sample.timestamp()));
        }
        count(sample.timestamp(), sample.timestamp(), 1);
    }

    /** The next samples, which are in order among themselves. */
    void piece(TimeSeries piece) throws IOException {
        if (piece.isEmpty()) {
            return;
        }
        if (isLate(piece.timestamp(0))) {
            throw MalformedCsvException.sample(samples + 1, reason(piece.timestamp(0)));
        }
        // in order, so that the first which is wrong is an end or at the end of those that are early
        if (isOutside(piece.timestamp(0)) || isOutside(piece.timestamp(piece.size() - 1))) {
            int wrong = isOutside(piece.timestamp(0))
                    ? 0
                    : piece.slice(Long.MIN_VALUE, DataQuery.LAST_END).size();
            throw MalformedCsvException.sample(samples + wrong + 1, outside(piece.timestamp(wrong)));
        }
        if (numbersOnly && !piece.isNumeric()) {
            for (int i = 0; i < piece.size(); i++) {
                if (isText(piece.text(i))) {
                    throw MalformedCsvException.sample(samples + i + 1, ValueType.NO_NUMBER);
                }
            }
        }
        count(piece.timestamp(0), piece.timestamp(piece.size() - 1), piece.size());
    }

    /** Checks the current line of a CSV for all but its order. */
    void check(CsvLineReader lines) throws IOException {
        if (isOutside(lines.timestamp())) {
            throw lines.malformed(outside(lines.timestamp()));
        }
        if (numbersOnly && !lines.readNumber()) {
            throw lines.malformed(ValueType.NO_NUMBER);
        }
    }

    /** Checks a sample for all but its order. */
    void check(Sample sample, long number) throws IOException {
        if (isOutside(sample.timestamp())) {
            throw MalformedCsvException.sample(number, outside(sample.timestamp()));
        }
        if (numbersOnly && sample.value() instanceof String text && isText(text)) {
            throw MalformedCsvException.sample(number, ValueType.NO_NUMBER);
        }
    }

    private static boolean isText(String value) {
        return NumberText.isText(NumberText.parse(value));
    }

    private static boolean isOutside(long timestamp) {
        return timestamp < DataQuery.FIRST_START || timestamp >= DataQuery.LAST_END;
    }

    private static String outside(long timestamp) {
        return "the time " + Timestamps.instant(timestamp)
                + " cannot be read back from the service, which has samples from "
                + Timestamps.instant(DataQuery.FIRST_START) + " to before " + Timestamps.instant(DataQuery.LAST_END);
    }

    private boolean isLate(long timestamp) {
        return samples > 0 && timestamp <= last;
    }

    private String reason(long timestamp) {
        return timestamp == last
                ? "the same timestamp as of the sample before it"
                : "a timestamp before that of the sample before it; the option sort=true sorts small input";
    }

    private void count(long from, long to, int count) {
        if (samples == 0) {
            first = from;
        }
        last = to;
        samples += count;
    }

    long samples() {
        return samples;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }
}
