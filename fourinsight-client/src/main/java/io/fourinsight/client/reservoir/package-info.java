/**
 * Time series as their users see them: columns of samples, streams of them, queries and errors.
 *
 * <p>It knows {@code text} alone. Begin with {@link io.fourinsight.client.reservoir.TimeSeries}.
 */
@NullMarked
package io.fourinsight.client.reservoir;

import org.jspecify.annotations.NullMarked;
