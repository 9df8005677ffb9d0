/**
 * Signs people in, with a browser that comes back to this machine or with a code that is pasted.
 *
 * <p>It knows all other packages of sessions; only programs that people sit before use it. Begin with
 * {@link io.fourinsight.client.session.signin.SignIn}.
 */
@NullMarked
package io.fourinsight.client.session.signin;

import org.jspecify.annotations.NullMarked;
