package io.fourinsight.client.plan;

/** A repository holds a text for a cursor that is none. Its series stands still until a person has mended it. */
public final class CursorFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** So much of a value is told; a cursor is shorter. */
    private static final int MOST_TOLD = 500;

    CursorFormatException(String key, String value, RuntimeException cause) {
        super(
                "The value stored for '" + key + "' is no cursor: '" + shortened(value) + "' (" + cause.getMessage()
                        + "). Store the value that it had before, or remove it from the repository, then the series"
                        + " begins at initialStart; then restart the route",
                cause);
    }

    private static String shortened(String value) {
        return value.length() <= MOST_TOLD ? value : value.substring(0, MOST_TOLD) + "…";
    }
}
