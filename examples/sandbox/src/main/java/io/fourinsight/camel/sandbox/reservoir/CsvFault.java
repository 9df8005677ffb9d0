package io.fourinsight.camel.sandbox.reservoir;

/** A fault of an uploaded file, with its line. */
final class CsvFault extends RuntimeException {

    CsvFault(long line, String reason) {
        super("Line %d: %s".formatted(line, reason), null, false, false);
    }

    CsvFault(String reason) {
        super(reason, null, false, false);
    }
}
