package io.fourinsight.camel.reservoir;

import java.io.IOException;

/** CSV that comes block by block, whole or part of lines, in a buffer that is used again and again. */
interface CsvBlocks {

    /** Makes the next block in place of the last one; false if there is none. */
    boolean next() throws IOException;

    byte[] buffer();

    /** How much of the buffer is the block. */
    int length();
}
