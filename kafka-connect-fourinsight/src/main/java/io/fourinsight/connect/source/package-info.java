/**
 * The source: series become records, and their cursors offsets. Series have turns, as with the consumers of the Camel
 * component, and the same planner.
 *
 * <p>It knows {@code common}, the client and Kafka's API. Begin with {@link
 * io.fourinsight.connect.source.FourInsightSourceTask}.
 */
@NullMarked
package io.fourinsight.connect.source;

import org.jspecify.annotations.NullMarked;
