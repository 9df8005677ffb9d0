/**
 * What all endpoints of a component share from its start to its stop: HTTP clients, sessions, threads, the token processor.
 *
 * <p>It knows all other packages of the component but the one with its Camel classes. Begin with
 * {@link io.fourinsight.camel.runtime.ComponentRuntime}.
 */
@NullMarked
package io.fourinsight.camel.runtime;

import org.jspecify.annotations.NullMarked;
