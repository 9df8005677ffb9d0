package io.fourinsight.client.reservoir.csv;

import io.fourinsight.client.reservoir.text.Timestamps;

/** Which timestamps a CSV may have, beyond the plain integer that every one may. */
public enum CsvTimestamps {
    /** What the reservoir stores: integers of nanoseconds since the epoch. */
    NANOS("timestamp is not an integer of nanoseconds since the epoch") {
        @Override
        long parse(String text) {
            // without the blanks and other digits that other ways to read an integer allow
            if (!text.matches("[+-]?[0-9]+")) {
                throw new IllegalArgumentException("Not an integer");
            }
            return Long.parseLong(text);
        }
    },

    /** What users may write: also ISO dates and date-times. */
    ANY("timestamp is not " + Timestamps.ALLOWED) {
        @Override
        long parse(String text) {
            return Timestamps.parse(text);
        }
    };

    private final String expected;

    CsvTimestamps(String expected) {
        this.expected = expected;
    }

    /** @throws IllegalArgumentException if the text is none */
    abstract long parse(String text);

    String expected() {
        return expected;
    }
}
