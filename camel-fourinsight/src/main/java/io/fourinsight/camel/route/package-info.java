/**
 * What a route owns from its start to its stop: its sessions, and the streams that are message bodies.
 *
 * <p>It knows logins, and no operations. Begin with {@link io.fourinsight.camel.route.RouteSessions}.
 */
@NullMarked
package io.fourinsight.camel.route;

import org.jspecify.annotations.NullMarked;
