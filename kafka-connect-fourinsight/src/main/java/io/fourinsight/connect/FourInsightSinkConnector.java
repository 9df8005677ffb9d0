package io.fourinsight.connect;

import io.fourinsight.connect.common.ConnectorVersion;
import io.fourinsight.connect.sink.FourInsightSinkTask;
import io.fourinsight.connect.sink.SinkConfig;
import io.fourinsight.connect.sink.SinkValidation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Writes records of topics into time series of 4Insight. */
public final class FourInsightSinkConnector extends SinkConnector {

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return ConnectorVersion.get();
    }

    @Override
    public void start(Map<String, String> configured) {
        properties = Map.copyOf(configured);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return FourInsightSinkTask.class;
    }

    /** All tasks have the same properties; Kafka shares the partitions out. */
    @Override
    public List<Map<String, String>> taskConfigs(int most) {
        return IntStream.range(0, most)
                .mapToObj(task -> {
                    Map<String, String> ofTask = new HashMap<>(properties);
                    ofTask.put(SinkConfig.TASK, Integer.toString(task));
                    return ofTask;
                })
                .toList();
    }

    @Override
    public void stop() {
        properties = Map.of();
    }

    @Override
    public ConfigDef config() {
        return SinkConfig.definition();
    }

    @Override
    public Config validate(Map<String, String> configured) {
        Config validated = super.validate(configured);
        SinkValidation.check(validated, configured);
        return validated;
    }
}
