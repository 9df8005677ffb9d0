/**
 * Keeps one token valid for many threads: one request in flight, a throttle, a back-off for each credential, lifetimes.
 *
 * <p>It knows sessions, but neither HTTP nor files. Begin with
 * {@link io.fourinsight.client.session.token.RefreshingTokenSource}.
 */
@NullMarked
package io.fourinsight.client.session.token;

import org.jspecify.annotations.NullMarked;
