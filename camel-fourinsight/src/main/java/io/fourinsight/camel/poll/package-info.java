/**
 * How a consumer polls: which series have a turn, what a turn does, and what becomes of a window in flight.
 *
 * <p>It knows the plan of the client and the options, and no operations. Begin with {@link
 * io.fourinsight.camel.poll.Poller}, then {@code SeriesTurn} and {@code PolledSeries}.
 */
@NullMarked
package io.fourinsight.camel.poll;

import org.jspecify.annotations.NullMarked;
