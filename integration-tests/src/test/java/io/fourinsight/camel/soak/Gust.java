package io.fourinsight.camel.soak;

/** What a relay does to one request, or to its answer. */
enum Gust {
    NONE,
    /** The connection breaks down (RST) before the request is passed on. */
    RESET,
    /** The request is carried out, and the connection breaks down (RST) before its answer. */
    LOSE,
    /** A part of the answer arrives, and then its end (FIN). */
    TRUNCATE,
    /** No answer arrives, and the connection stays until the client gives it up. */
    STALL,
    /** The answer arrives late. */
    DELAY,
    /** The answer arrives, and the connection ends while nobody uses it. */
    CLOSE_IDLE
}
