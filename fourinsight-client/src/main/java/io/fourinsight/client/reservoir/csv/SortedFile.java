package io.fourinsight.client.reservoir.csv;

import java.io.IOException;

/** A file whose lines must be in ascending order, at its current line. */
final class SortedFile {

    private final CsvLineReader lines;
    private long timestamp = Long.MIN_VALUE;

    SortedFile(CsvLineReader lines) {
        this.lines = lines;
    }

    /** Goes to the first line at or after a time; false if there is none. */
    boolean skipTo(long from) throws IOException {
        boolean more = next();
        while (more && timestamp < from) {
            more = next();
        }
        return more;
    }

    boolean next() throws IOException {
        if (!lines.next()) {
            return false;
        }
        if (lines.timestamp() < timestamp) {
            throw lines.malformed("not in ascending order, and the file is too large to be sorted in memory");
        }
        timestamp = lines.timestamp();
        return true;
    }

    long timestamp() {
        return timestamp;
    }

    /** The current line, for its value. */
    CsvLineReader lines() {
        return lines;
    }
}
