package io.fourinsight.camel.options;

/** Which samples a consumer emits again after their window was emitted. */
public enum Recovery {

    /** None but those that an operator asks for. */
    NONE,

    /** Those that arrived after their window was emitted. */
    LATE
}
