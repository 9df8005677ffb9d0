package io.fourinsight.camel.sandbox.reservoir;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How the reservoir treats files, for tests to set while it runs, and how often a file has been used. */
public final class ReservoirSwitches {

    private static final int NEVER = Integer.MAX_VALUE;

    private final Map<String, Integer> creates = new ConcurrentHashMap<>();
    private final Map<String, Integer> adds = new ConcurrentHashMap<>();
    private volatile int processingPolls = 1;
    private volatile String failure;
    private volatile boolean wrongMd5;
    private volatile Duration fastPath = Duration.ofDays(90);

    /** How often the status of a file committed from now on is {@code Processing} before it is another; 1 at first. */
    public void processingPolls(int polls) {
        processingPolls = polls;
    }

    /** Leaves files committed from now on in {@code Processing} for ever. */
    public void neverVerified() {
        processingPolls = NEVER;
    }

    /** Fails files committed from now on, whatever is in them; null: judges them by what is in them, as at first. */
    public void failVerification(String message) {
        failure = message;
    }

    /** Whether day files are listed with an MD5 that is not theirs. */
    public void wrongMd5(boolean wrong) {
        wrongMd5 = wrong;
    }

    /** How long after its upload a file is seen by aggregates, 90 days at first. */
    public void fastPath(Duration duration) {
        fastPath = duration;
    }

    /** How many series have been created from a file. */
    public int creates(String fileId) {
        return creates.getOrDefault(fileId, 0);
    }

    /** How often a file has been added to series. */
    public int adds(String fileId) {
        return adds.getOrDefault(fileId, 0);
    }

    /** How many series have been created from files, and files added to series, altogether. */
    public int createsAndAdds() {
        return sum(creates) + sum(adds);
    }

    void countCreate(String fileId) {
        creates.merge(fileId, 1, Integer::sum);
    }

    void countAdd(String fileId) {
        adds.merge(fileId, 1, Integer::sum);
    }

    int pollsOfNewFile() {
        return processingPolls;
    }

    static boolean isNever(int polls) {
        return polls == NEVER;
    }

    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    boolean isWrongMd5() {
        return wrongMd5;
    }

    /** Which files aggregates see: those uploaded at this time or later. */
    Instant fastPathStart(Instant now) {
        return now.minus(fastPath);
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
