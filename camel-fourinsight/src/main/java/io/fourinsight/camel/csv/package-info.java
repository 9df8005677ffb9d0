/**
 * The data format {@code fourinsightCsv}: files of users, as loggers and spreadsheets write them, to series and back.
 *
 * <p>It knows series, and nothing of the component. Begin with {@link
 * io.fourinsight.camel.csv.FourInsightCsvDataFormat}; what a file is like is in {@code CsvDialect}, how it is read in
 * {@code CsvReading}.
 */
@NullMarked
package io.fourinsight.camel.csv;

import org.jspecify.annotations.NullMarked;
