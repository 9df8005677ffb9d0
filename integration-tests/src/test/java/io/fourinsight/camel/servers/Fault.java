package io.fourinsight.camel.servers;

/**
 * What a relay does to one request, or to its answer.
 *
 * @param bytes how many of them pass unharmed, head included
 */
record Fault(Direction direction, long bytes, Effect effect) {

    enum Direction {
        REQUEST,
        ANSWER
    }

    enum Effect {
        NOTHING,
        /** The connection ends as if its host had broken down (RST). */
        RESET,
        /** The connection ends as if all had been said (FIN). */
        CLOSE,
        /** Nothing passes any more, but the connection stays. */
        STALL,
        /** One bit changes, the rest passes. */
        DAMAGE
    }

    static final Fault NONE = new Fault(Direction.REQUEST, 0, Effect.NOTHING);

    static Fault ofRequest(long bytes, Effect effect) {
        return new Fault(Direction.REQUEST, bytes, effect);
    }

    static Fault ofAnswer(long bytes, Effect effect) {
        return new Fault(Direction.ANSWER, bytes, effect);
    }

    /** The request is carried out, but the client cannot know. */
    static Fault lostAnswer() {
        return ofAnswer(0, Effect.RESET);
    }
}
