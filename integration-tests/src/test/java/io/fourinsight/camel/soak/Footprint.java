package io.fourinsight.camel.soak;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the process holds at a moment.
 *
 * @param heap bytes that a collection of garbage leaves
 * @param threads by their names without numbers
 */
record Footprint(long heap, Map<String, Integer> threads) {

    /** Of four in a row the serial collector leaves no dead objects in place after one; after the others it leaves some. */
    private static final int COLLECTIONS = 4;

    static Footprint now() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), liveThreads());
    }

    static int threadsNow() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
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
        return heap / 1e6;
    }
}
