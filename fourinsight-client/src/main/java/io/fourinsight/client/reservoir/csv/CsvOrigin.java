package io.fourinsight.client.reservoir.csv;

import io.fourinsight.client.reservoir.text.Timestamps;

/** Where a CSV comes from, and so what its lines may be: what is recorded must be read, what a user writes need not be guessed. */
public enum CsvOrigin {
    /** The reservoir: times are integers of nanoseconds since the epoch, values are whatever stands behind the first comma. */
    RECORDED {
        @Override
        long parse(String text) {
            // without the blanks and other digits that other ways to read an integer allow
            if (!text.matches("[+-]?[0-9]+")) {
                throw new IllegalArgumentException("Not an integer");
            }
            return Long.parseLong(text);
        }
    },

    /** A user: times may also be ISO dates and date-times, but a line that looks like something else is an error. */
    USER {
        @Override
        long parse(String text) {
            return Timestamps.parse(text);
        }
    };

    /** @throws IllegalArgumentException if the text is no time */
    abstract long parse(String text);
}
