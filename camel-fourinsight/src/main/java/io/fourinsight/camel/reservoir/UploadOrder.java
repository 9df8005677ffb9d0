package io.fourinsight.camel.reservoir;

import java.io.IOException;

/** Counts the samples that go by and sees that each is later than the one before it. */
final class UploadOrder {

    private long samples;
    private long first;
    private long last;

    /** The next sample, which is on this line of a CSV. */
    void line(long timestamp, CsvLineReader lines) throws IOException {
        if (isLate(timestamp)) {
            throw lines.malformed(reason(timestamp));
        }
        count(timestamp, timestamp, 1);
    }

    /** The next of a list of samples. */
    void sample(long timestamp) throws IOException {
        if (isLate(timestamp)) {
            throw MalformedCsvException.sample(samples + 1, reason(timestamp));
        }
        count(timestamp, timestamp, 1);
    }

    /** The next samples, which are in order among themselves. */
    void piece(TimeSeries piece) throws IOException {
        if (!piece.isEmpty()) {
            if (isLate(piece.timestamp(0))) {
                throw MalformedCsvException.sample(samples + 1, reason(piece.timestamp(0)));
            }
            count(piece.timestamp(0), piece.timestamp(piece.size() - 1), piece.size());
        }
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
