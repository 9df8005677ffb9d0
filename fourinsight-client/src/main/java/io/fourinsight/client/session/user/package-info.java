/**
 * The tokens of a person between file and token endpoint, and the accounts on this machine.
 *
 * <p>It knows files and token endpoints, and signs nobody in. Begin with
 * {@link io.fourinsight.client.session.user.UserTokens}.
 */
@NullMarked
package io.fourinsight.client.session.user;

import org.jspecify.annotations.NullMarked;
