/**
 * Questions to the reservoir that need a single request or go page by page: aggregates, searches, metadata.
 *
 * <p>It knows series and requests. Begin with {@link io.fourinsight.client.reservoir.request.ReservoirClient}.
 */
@NullMarked
package io.fourinsight.client.reservoir.request;

import org.jspecify.annotations.NullMarked;
