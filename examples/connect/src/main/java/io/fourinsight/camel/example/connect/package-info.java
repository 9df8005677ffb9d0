/** A broker, workers of Kafka Connect and a local 4Insight on one machine, with a source and a sink. */
package io.fourinsight.camel.example.connect;
