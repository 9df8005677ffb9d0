package io.fourinsight.camel.options;

/** How many changed items of a collection an exchange has. */
public enum Emit {

    /** One: the body is the item. */
    ITEM,

    /** Those of one answer of the service: the body is a list. */
    PAGE,

    /** All that a poll has found: the body is a list, which is in memory as a whole. */
    LIST
}
