/**
 * What a consumer keeps from one poll to the next: the repositories of its cursors.
 *
 * <p>It knows the plan of the client, and no exchanges. Begin with {@link
 * io.fourinsight.camel.poll.cursor.CursorRepository}.
 */
@NullMarked
package io.fourinsight.camel.poll.cursor;

import org.jspecify.annotations.NullMarked;
