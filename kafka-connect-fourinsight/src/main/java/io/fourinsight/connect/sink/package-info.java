/**
 * The sink's task: records in, files of samples out. It knows the client's front door and Kafka's API, and not the source.
 * Begin with {@link io.fourinsight.connect.sink.Delivery}.
 */
@NullMarked
package io.fourinsight.connect.sink;

import org.jspecify.annotations.NullMarked;
