package io.fourinsight.client.reservoir;

/** What the values of a series may be, and what becomes of one that is no number. */
public enum ValueType {

    /** Numbers if all of them are, else all of them are text. */
    AUTO,

    /** Numbers, or nothing; any other value is an error with its line. */
    NUMBER;

    /** The reason that an error gives for a value that is no number. */
    public static final String NO_NUMBER = "the value is not a number, and valueType=number allows no other";
}
