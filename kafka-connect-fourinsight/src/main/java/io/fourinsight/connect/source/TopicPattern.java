package io.fourinsight.connect.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a series' topic, with what is told of the series in it: <code>${series}</code> its id, <code>
 * ${metadata:name}</code> the value of that name in its metadata.
 */
public final class TopicPattern {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern ILLEGAL = Pattern.compile("[^a-zA-Z0-9._-]");
    private static final String SERIES = "series";
    private static final String METADATA = "metadata:";
    private static final int LONGEST = 249;

    private final String text;
    private final List<String> names = new ArrayList<>();

    private TopicPattern(String text) {
        this.text = text;
        Matcher variables = VARIABLE.matcher(text);
        while (variables.find()) {
            String variable = variables.group(1);
            if (variable.startsWith(METADATA) && variable.length() > METADATA.length()) {
                names.add(variable.substring(METADATA.length()));
            } else if (!variable.equals(SERIES)) {
                throw new IllegalArgumentException("'" + text + "' has an unknown name '${" + variable
                        + "}'; allowed are ${series} and ${metadata:name}");
            }
        }
        String rest = variables.replaceAll("x");
        if (ILLEGAL.matcher(rest).find() || rest.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is no topic; allowed are letters, digits, '.', '_', '-',"
                    + " ${series} and ${metadata:name}");
        }
    }

    /** @throws IllegalArgumentException naming the text and what is allowed */
    public static TopicPattern parse(String text) {
        return new TopicPattern(text);
    }

    /** Whether metadata must be known to name a topic. */
    boolean needsMetadata() {
        return !names.isEmpty();
    }

    /**
     * The name before characters are replaced that topics cannot have.
     *
     * @param metadata values by name
     * @throws IllegalArgumentException if a name is unknown
     */
    String raw(String series, Map<String, String> metadata) {
        return VARIABLE.matcher(text).replaceAll(variable -> {
            String name = variable.group(1);
            if (name.equals(SERIES)) {
                return Matcher.quoteReplacement(series);
            }
            String value = metadata.get(name.substring(METADATA.length()));
            if (value == null) {
                throw new IllegalArgumentException("Series '" + series + "' has no metadata '"
                        + name.substring(METADATA.length()) + "' for its topic '" + text + "'");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** @throws IllegalArgumentException if Kafka would refuse it */
    static String topic(String raw) {
        String topic = ILLEGAL.matcher(raw).replaceAll("_");
        if (topic.isEmpty() || topic.length() > LONGEST || topic.equals(".") || topic.equals("..")) {
            throw new IllegalArgumentException(
                    "'" + topic + "' is no name for a topic; allowed are 1 to " + LONGEST + " characters");
        }
        return topic;
    }

    /**
     * The topics of series, and what is wrong with those that have none.
     *
     * <p>Series whose names become the same only by replaced characters share no topic; those that are named alike do.
     *
     * @param raws names before characters are replaced, by series; those that are first have the topic
     */
    static Named named(Map<String, String> raws) {
        Map<String, String> topics = new LinkedHashMap<>();
        Map<String, String> wrong = new LinkedHashMap<>();
        Map<String, String> owners = new HashMap<>();
        raws.forEach((series, raw) -> {
            try {
                String topic = topic(raw);
                String owner = owners.putIfAbsent(topic, series);
                if (owner != null && !raw.equals(raws.get(owner))) {
                    wrong.put(
                            series,
                            "Series '" + owner + "' and '" + series + "' would share the topic '" + topic
                                    + "', because characters are replaced that a topic cannot have");
                } else {
                    topics.put(series, topic);
                }
            } catch (IllegalArgumentException e) {
                wrong.put(series, "Series '" + series + "': " + e.getMessage());
            }
        });
        return new Named(topics, wrong);
    }

    /**
     * Topics by series, and reasons by series of those that have none.
     */
    public record Named(Map<String, String> topics, Map<String, String> wrong) {}

    @Override
    public String toString() {
        return text;
    }
}
