/**
 * What a consumer reads in one turn of a series: raw samples, aggregates, or both of a group.
 *
 * <p>It knows the client, and neither exchanges nor cursors. Begin with {@link io.fourinsight.camel.poll.read.SeriesReader}.
 */
@NullMarked
package io.fourinsight.camel.poll.read;

import org.jspecify.annotations.NullMarked;
