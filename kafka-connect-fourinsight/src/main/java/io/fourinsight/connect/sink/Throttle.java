package io.fourinsight.connect.sink;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Pauses a partition when its part of the samples that a task may hold is full, and resumes it when half of it is free. */
final class Throttle {

    private final SinkTaskContext context;
    private final int mostSamples;
    private final Map<TopicPartition, Integer> held = new HashMap<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Set<TopicPartition> opened = new HashSet<>();

    Throttle(SinkTaskContext context, int mostSamples) {
        this.context = context;
        this.mostSamples = mostSamples;
    }

    void open(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> held.put(partition, 0));
        opened.addAll(partitions);
    }

    void close(Collection<TopicPartition> partitions) {
        partitions.forEach(held::remove);
        paused.removeAll(partitions);
        opened.removeAll(partitions);
    }

    void add(TopicPartition partition, int samples) {
        held.merge(partition, samples, Integer::sum);
    }

    void remove(TopicPartition partition, int samples) {
        held.computeIfPresent(partition, (same, count) -> count - samples);
    }

    /** Pauses and resumes; on the task's thread, while it has the partitions. */
    void balance() {
        // a worker keeps partitions paused that go and come again
        opened.forEach(context::resume);
        opened.clear();
        int most = Math.max(1, mostSamples / Math.max(1, held.size()));
        held.forEach((partition, samples) -> {
            if (samples >= most && paused.add(partition)) {
                context.pause(partition);
            } else if (samples <= most / 2 && paused.remove(partition)) {
                context.resume(partition);
            }
        });
    }

    boolean isFull(TopicPartition partition) {
        return paused.contains(partition);
    }

    int samples() {
        return held.values().stream().mapToInt(Integer::intValue).sum();
    }

    int paused() {
        return paused.size();
    }
}
