package io.fourinsight.client.plan;

/**
 * Where a consumer stands with a series: the cursor, which is stored, and what it has learnt of the files, which is not.
 *
 * <p>A consumer that reads a cursor anew, at a start or after another one moved it, begins with {@link #restored}.
 */
public final class SeriesState {

    private final SeriesCursor cursor;
    private final KnownFiles known;

    SeriesState(SeriesCursor cursor, KnownFiles known) {
        this.cursor = cursor;
        this.known = known;
    }

    public static SeriesState restored(SeriesCursor cursor) {
        return new SeriesState(cursor, KnownFiles.NONE);
    }

    public SeriesCursor cursor() {
        return cursor;
    }

    KnownFiles known() {
        return known;
    }
}
