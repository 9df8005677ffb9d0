/**
 * What a consumer of a collection reads in one turn.
 *
 * <p>It knows the client, and no cursors. Begin with {@link io.fourinsight.camel.poll.read.ChangeReader}.
 */
@NullMarked
package io.fourinsight.camel.poll.read;

import org.jspecify.annotations.NullMarked;
