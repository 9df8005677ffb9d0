package io.fourinsight.client.rest;

/** What becomes of the pages of a collection. */
public enum Paging {
    /** The items of all pages. */
    ITEMS,
    /** All pages, each as it came. */
    PAGES,
    /** The first answer, as it came; its next link is not followed. */
    SINGLE
}
