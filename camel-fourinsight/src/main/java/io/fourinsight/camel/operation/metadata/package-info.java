/**
 * The operations of {@code fourinsight:metadata}.
 *
 * <p>It knows the package above it and the client's reservoir. Begin with
 * {@link io.fourinsight.camel.operation.metadata.MetadataOperations}.
 */
@NullMarked
package io.fourinsight.camel.operation.metadata;

import org.jspecify.annotations.NullMarked;
