/**
 * The operations of {@code fourinsight:timeseries}.
 *
 * <p>It knows the package above it and the client's reservoir. Begin with
 * {@link io.fourinsight.camel.operation.series.TimeSeriesOperations}.
 */
@NullMarked
package io.fourinsight.camel.operation.series;

import org.jspecify.annotations.NullMarked;
