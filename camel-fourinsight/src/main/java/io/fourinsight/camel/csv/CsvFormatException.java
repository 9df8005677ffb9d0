package io.fourinsight.camel.csv;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A file of a user that cannot be read as the options of {@code fourinsightCsv} say; its message names file, line, column
 * and the option that may help, and never quotes a value.
 */
public final class CsvFormatException extends IOException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final long line;
    private final @Nullable String column;
    private final @Nullable String option;
    private final String reason;

    CsvFormatException(String file, Fault fault) {
        super(message(file, fault), fault.getCause());
        this.file = file;
        this.line = fault.line;
        this.column = fault.column;
        this.option = fault.option;
        this.reason = String.valueOf(fault.getMessage());
    }

    private static String message(String file, Fault fault) {
        return file + ", line " + fault.line + (fault.column == null ? "" : ", column '" + fault.column + "'") + ": "
                + fault.getMessage() + (fault.option == null ? "" : "; see the option " + fault.option);
    }

    /** The header {@code CamelFileName}, or {@code CSV} without one. */
    public String file() {
        return file;
    }

    /** The line, from 1, that the record begins in. */
    public long line() {
        return line;
    }

    /** The name of the column, its number if it has none, null if the whole line is meant. */
    public @Nullable String column() {
        return column;
    }

    /** The option of the data format that may help, or null. */
    public @Nullable String option() {
        return option;
    }

    /** The fault, without the place. */
    public String reason() {
        return reason;
    }

    /** The fault of a line, before it is known whether that ends the reading. */
    static final class Fault extends Exception {

        private static final long serialVersionUID = 1;

        final long line;
        final @Nullable String column;
        final @Nullable String option;

        Fault(long line, @Nullable String column, @Nullable String option, String reason) {
            this(line, column, option, reason, null);
        }

        Fault(long line, @Nullable String column, @Nullable String option, String reason, @Nullable Throwable cause) {
            // without a trace: there may be millions of them
            super(reason, cause, false, false);
            this.line = line;
            this.column = column;
            this.option = option;
        }
    }
}
