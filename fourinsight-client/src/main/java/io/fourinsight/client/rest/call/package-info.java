/**
 * One request with all its attempts: the token, retries, the deadline, the answer and its JSON.
 *
 * <p>It knows sessions and connections, and nothing of what is asked. Begin with
 * {@link io.fourinsight.client.rest.call.RestClient}.
 */
@NullMarked
package io.fourinsight.client.rest.call;

import org.jspecify.annotations.NullMarked;
