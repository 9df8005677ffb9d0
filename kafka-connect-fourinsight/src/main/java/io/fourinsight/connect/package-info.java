/**
 * Kafka Connect's way to 4Insight: what a worker's configuration names. Begin with the source connector; it hands the
 * series out to tasks. The connectors know the client and Kafka, and no Camel.
 */
@NullMarked
package io.fourinsight.connect;

import org.jspecify.annotations.NullMarked;
