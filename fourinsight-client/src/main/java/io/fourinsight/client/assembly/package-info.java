/**
 * Puts sessions together from their parts: token endpoint, token file, back-off and threads.
 *
 * <p>It knows all packages of sessions, and no requests. Begin with {@link io.fourinsight.client.assembly.SessionFactory}.
 */
@NullMarked
package io.fourinsight.client.assembly;

import org.jspecify.annotations.NullMarked;
