package io.fourinsight.connect.source;

import io.fourinsight.client.plan.StableHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands series out to tasks: as many to each, and few to another task than before when some come or go, because the order
 * of their hashes is cut into pieces.
 */
public final class TaskConfigs {

    private TaskConfigs() {}

    /**
     * At most so many configurations, none of them without series.
     *
     * @param properties of the connector
     * @param topics of the series, by id
     */
    public static List<Map<String, String>> of(
            Map<String, String> properties, Map<String, String> topics, int mostTasks) {
        List<String> ids = new ArrayList<>(topics.keySet());
        ids.sort(Comparator.<String, Long>comparing(StableHash::of).thenComparing(id -> id));
        int tasks = Math.min(mostTasks, ids.size());
        List<Map<String, String>> configs = new ArrayList<>(tasks);
        for (int task = 0; task < tasks; task++) {
            List<String> part = ids.subList(at(ids, task, tasks), at(ids, task + 1, tasks));
            Map<String, String> config = new HashMap<>(properties);
            config.put(SourceProperties.TASK_ID, Integer.toString(task));
            config.put(SourceProperties.TASK_SERIES, String.join("\n", part));
            config.put(
                    SourceProperties.TASK_TOPICS,
                    String.join("\n", part.stream().map(topics::get).toList()));
            configs.add(config);
        }
        return configs;
    }

    private static int at(List<String> ids, int task, int tasks) {
        return (int) ((long) ids.size() * task / tasks);
    }
}
