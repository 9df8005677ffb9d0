/**
 * The work on one exchange, and what all operations share: options of the message, requests, answers.
 *
 * <p>It knows options and what routes own. Begin with {@link io.fourinsight.camel.operation.Operation}.
 */
@NullMarked
package io.fourinsight.camel.operation;

import org.jspecify.annotations.NullMarked;
