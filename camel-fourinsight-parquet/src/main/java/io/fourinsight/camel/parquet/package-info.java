/**
 * The data format {@code fourinsightParquet}: series to Parquet files.
 *
 * <p>It knows series and Parquet's column writers, and neither the component nor, while it runs, Hadoop. Begin with {@link
 * io.fourinsight.camel.parquet.FourInsightParquetDataFormat}; what a file is like is in {@code SeriesFile}.
 */
@NullMarked
package io.fourinsight.camel.parquet;

import org.jspecify.annotations.NullMarked;
