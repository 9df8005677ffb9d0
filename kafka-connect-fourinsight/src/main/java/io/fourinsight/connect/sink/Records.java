package io.fourinsight.connect.sink;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Where records come from: their topic and offset before transformations, which offsets are committed by. */
final class Records {

    private Records() {}

    static TopicPartition partition(SinkRecord record) {
        return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    }

    /** As messages name it. */
    static String name(SinkRecord record) {
        return "The record of topic " + record.originalTopic() + ", partition " + record.originalKafkaPartition()
                + ", offset " + record.originalKafkaOffset();
    }
}
