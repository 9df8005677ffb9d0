/**
 * The reservoir's CSV, from lines to series and back, also of several files that are merged.
 *
 * <p>It knows series and numbers, and no requests. Begin with {@link io.fourinsight.client.reservoir.csv.TimeSeriesCsv} for
 * writing and {@link io.fourinsight.client.reservoir.csv.CsvMerge} for reading.
 */
@NullMarked
package io.fourinsight.client.reservoir.csv;

import org.jspecify.annotations.NullMarked;
