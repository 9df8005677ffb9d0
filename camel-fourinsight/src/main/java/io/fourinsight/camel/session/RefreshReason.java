package io.fourinsight.camel.session;

/** Why a new token is fetched. */
enum RefreshReason {
    /** There is no usable token: somebody waits. */
    NEEDED,
    /** The token gets old: nobody waits. */
    SOFT,
    /** A server answered 401 to the token: those to whom it did wait. */
    REJECTED
}
