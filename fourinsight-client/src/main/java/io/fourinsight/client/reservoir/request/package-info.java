/**
 * What is asked of the reservoir in a single request or page by page: aggregates, searches, metadata.
 *
 * <p>It knows series and requests. Begin with {@link io.fourinsight.client.reservoir.request.ReservoirClient}.
 */
@NullMarked
package io.fourinsight.client.reservoir.request;

import org.jspecify.annotations.NullMarked;
