/**
 * What can be seen of a running component: what its clients do, how its sessions are, and the health of its routes. It
 * knows routes and their sessions; the runtime hands it what it observes. {@link
 * io.fourinsight.camel.observe.ComponentView} is the place to begin.
 */
@NullMarked
package io.fourinsight.camel.observe;

import org.jspecify.annotations.NullMarked;
