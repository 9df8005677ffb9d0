/**
 * The token file of a user: its format, the rules for its owner and modes, the lock beside it, and the marks of refresh
 * tokens that were sent.
 *
 * <p>It knows tokens, and makes no requests. Begin with {@link io.fourinsight.client.session.store.FileTokenStore}.
 */
@NullMarked
package io.fourinsight.client.session.store;

import org.jspecify.annotations.NullMarked;
