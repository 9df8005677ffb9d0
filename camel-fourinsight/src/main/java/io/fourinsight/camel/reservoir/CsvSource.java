package io.fourinsight.camel.reservoir;

import java.io.IOException;

/** A source that can give its pieces as CSV without making series of them first. */
interface CsvSource extends TimeSeriesStream.Source {

    /**
     * The next piece as CSV, or null at the end. Who has asked for one does not ask for {@link #next} any more, and asks
     * for another only when this one is read.
     */
    CsvBlocks nextCsv() throws IOException;
}
