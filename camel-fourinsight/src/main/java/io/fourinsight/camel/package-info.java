/**
 * The Camel component {@code fourinsight}: component, endpoint, producer and type converters.
 *
 * <p>It stands on all packages below it. Begin with {@link io.fourinsight.camel.FourInsightEndpoint}.
 */
@NullMarked
package io.fourinsight.camel;

import org.jspecify.annotations.NullMarked;
