/**
 * Sessions as their users see them: identities, tokens with their times, and what is wrong when there is none.
 *
 * <p>It knows {@code base} alone. Begin with {@link io.fourinsight.client.session.Session} and
 * {@link io.fourinsight.client.session.SessionCache}.
 */
@NullMarked
package io.fourinsight.client.session;

import org.jspecify.annotations.NullMarked;
