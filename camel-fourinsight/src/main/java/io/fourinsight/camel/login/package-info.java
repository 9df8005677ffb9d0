/**
 * From options to the identity of a session, and the sign-in that a route may ask for when it starts.
 *
 * <p>It knows options and the client's sessions. Begin with {@link io.fourinsight.camel.login.SessionSpecs}.
 */
@NullMarked
package io.fourinsight.camel.login;

import org.jspecify.annotations.NullMarked;
