package io.fourinsight.camel.example.operations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Prometheus would read: metrics by name, each with the labels of its series. */
record Scrape(Map<String, List<Map<String, String>>> metrics) {

    private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+(?: \\d+)?");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:\\\\.|[^\"\\\\])*)\",?");

    static Scrape parse(String text) {
        Map<String, List<Map<String, String>>> metrics = new HashMap<>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            Matcher series = SERIES.matcher(line);
            if (!series.matches()) {
                throw new AssertionError("Not of a scrape: " + line);
            }
            metrics.computeIfAbsent(series.group(1), name -> new ArrayList<>()).add(labels(series.group(2)));
        });
        return new Scrape(metrics);
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(text == null ? "" : text);
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return labels;
    }

    /** The values of a label of a metric; none if there is no such metric, or no such label. */
    Stream<String> values(String metric, String label) {
        return metrics.getOrDefault(metric, List.of()).stream()
                .filter(series -> series.containsKey(label))
                .map(series -> series.get(label));
    }

    boolean has(String metric) {
        return metrics.containsKey(metric);
    }
}
