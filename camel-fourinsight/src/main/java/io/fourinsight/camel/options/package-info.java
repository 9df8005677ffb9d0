/**
 * The options of endpoints and the headers of messages, as users write them.
 *
 * <p>It knows the client's public types, and nothing else of the component. Begin with
 * {@link io.fourinsight.camel.options.FourInsightConfiguration}.
 */
@NullMarked
package io.fourinsight.camel.options;

import org.jspecify.annotations.NullMarked;
