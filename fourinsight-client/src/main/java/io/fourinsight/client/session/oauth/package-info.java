/**
 * Requests to OAuth 2.0 token endpoints and OpenID providers, their answers, and the rule which of them may be asked.
 *
 * <p>It knows tokens, and no files. Begin with {@link io.fourinsight.client.session.oauth.TokenEndpoint}.
 */
@NullMarked
package io.fourinsight.client.session.oauth;

import org.jspecify.annotations.NullMarked;
