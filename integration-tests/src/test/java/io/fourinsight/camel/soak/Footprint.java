package io.fourinsight.camel.soak;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What the process holds at a moment.
 *
 * @param bytes of live objects, but for those that are only softly held: the JVM runs without patience for these
 * @param classes those of them that take most, so that a test that fails says what has grown
 * @param threads by their names without numbers
 */
record Footprint(long bytes, Map<String, Long> classes, Map<String, Integer> threads) {

    /**
     * Of four in a row the serial collector moves all that lives together once. The others leave some of the dead in place, as
     * arrays of {@code int} that count as live.
     */
    private static final int COLLECTIONS = 4;

    private static final int GROWN_CLASSES = 12;

    /** Classes that take less are not told: a footprint that holds thousands of names would itself be growth. */
    private static final long SMALLEST = 10_000;

    private static final Pattern HISTOGRAM_LINE = Pattern.compile("^ *\\d+: +\\d+ +(?<bytes>\\d+) +(?<class>\\S+)");

    static Footprint now() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Map<String, Long> classes = liveClasses();
        long bytes = classes.values().stream().mapToLong(Long::longValue).sum();
        classes.values().removeIf(size -> size < SMALLEST);
        return new Footprint(bytes, Map.copyOf(classes), liveThreads());
    }

    static int threadsNow() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** Reads the JVM's histogram: lines of a rank, a number of instances, a number of bytes and a class. */
    private static Map<String, Long> liveClasses() {
        Map<String, Long> classes = new HashMap<>();
        histogram()
                .lines()
                .map(HISTOGRAM_LINE::matcher)
                .filter(Matcher::find)
                .forEach(line -> classes.merge(line.group("class"), Long.valueOf(line.group("bytes")), Long::sum));
        return classes;
    }

    /** It counts what one more collection has left. */
    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException("the JVM tells no histogram", e);
        }
    }

    private static Map<String, Integer> liveThreads() {
        Map<String, Integer> threads = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            threads.merge(thread.getName().replaceAll("\\d+", "#"), 1, Integer::sum);
        }
        return threads;
    }

    int threadCount() {
        return threads.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Those of the component and of its routes, not of the rig around them. */
    int threadsOfTheComponent() {
        return threads.entrySet().stream()
                .filter(thread -> thread.getKey().toLowerCase(Locale.ROOT).contains("fourinsight"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    double megabytes() {
        return bytes / 1e6;
    }

    /** The classes that take most more than then, in bytes. */
    Map<String, Long> grownSince(Footprint before) {
        return classes.entrySet().stream()
                .map(entry ->
                        Map.entry(entry.getKey(), entry.getValue() - before.classes.getOrDefault(entry.getKey(), 0L)))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(GROWN_CLASSES)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }
}
