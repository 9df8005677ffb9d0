/**
 * What source and sink have in common: how they reach 4Insight, and how a sample looks in a record. It knows the client and
 * Kafka's API. Begin with {@link io.fourinsight.connect.common.SampleSchema}.
 */
@NullMarked
package io.fourinsight.connect.common;

import org.jspecify.annotations.NullMarked;
