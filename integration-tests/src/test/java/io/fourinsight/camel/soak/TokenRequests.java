package io.fourinsight.camel.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The requests to a token endpoint, and during each outage how many there were for one credential. */
final class TokenRequests {

    private static final Pattern CLIENT = Pattern.compile("client_id=([^&]*)");

    /** So many of one credential may be under way when an outage begins: some end well and open the gate once more. */
    private static final int MOST_UNDER_WAY = 2 * 16;

    private static final double SHORTEST_FIRST_PAUSE = 0.25;

    /**
     * @param most those of the credential that asked most
     * @param allowed for one credential, in an outage that takes so long
     */
    record Outage(double seconds, long most, long allowed) {}

    private final List<Outage> outages = new ArrayList<>();
    private final Map<String, Long> refused = new HashMap<>();
    private long began;
    private long all;

    synchronized void note(String form, boolean isRefused) {
        all++;
        if (isRefused) {
            Matcher matcher = CLIENT.matcher(form);
            refused.merge(matcher.find() ? matcher.group(1) : "", 1L, Long::sum);
            notifyAll();
        }
    }

    synchronized void outageBegins() {
        refused.clear();
        began = System.nanoTime();
    }

    synchronized void outageEnds() {
        double seconds = (System.nanoTime() - began) / 1e9;
        long most = refused.values().stream().mapToLong(Long::longValue).max().orElse(0);
        outages.add(new Outage(seconds, most, allowed(seconds)));
    }

    /** In an outage of so many seconds: those under way, and one after each pause, which are twice as long each time. */
    static long allowed(double seconds) {
        long attempts = 0;
        double pause = SHORTEST_FIRST_PAUSE;
        for (double at = 0; at <= seconds; at += pause, pause = Math.min(2 * pause, 15)) {
            attempts++;
        }
        return MOST_UNDER_WAY + attempts;
    }

    /** Waits until so many were refused in this outage, for a bounded time. */
    synchronized boolean awaitRefused(int requests, long millis) throws InterruptedException {
        long start = System.nanoTime();
        while (inThisOutage() < requests) {
            long left = millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private long inThisOutage() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized long all() {
        return all;
    }

    synchronized List<Outage> outages() {
        return List.copyOf(outages);
    }
}
