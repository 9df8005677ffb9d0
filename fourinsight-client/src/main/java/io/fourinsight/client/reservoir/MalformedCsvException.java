package io.fourinsight.client.reservoir;

import java.io.IOException;

/** A line of CSV that is not a sample, or not one that may stand there; its message never quotes what was read. */
public final class MalformedCsvException extends IOException {

    private final String file;
    private final long line;

    public MalformedCsvException(String file, long line, String reason) {
        this(file, line, "line", reason);
    }

    private MalformedCsvException(String file, long line, String unit, String reason) {
        super(file + ", " + unit + " " + line + ": " + reason);
        this.file = file;
        this.line = line;
    }

    /** A sample of a list of them, by its number from 1. */
    public static MalformedCsvException sample(long number, String reason) {
        return new MalformedCsvException("samples", number, "sample", reason);
    }

    /** What was read, as a user knows it. */
    public String file() {
        return file;
    }

    /** The line, from 1, that the sample begins in; in a list of samples its number. */
    public long line() {
        return line;
    }
}
