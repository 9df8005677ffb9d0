package io.fourinsight.client.plan;

import java.util.List;

/**
 * The versions of the files that a listing names for one day, in its order.
 *
 * <p>A version is a text that changes when a file's content does. Of each number of first files there is a hash.
 */
public final class DayVersions {

    private final long day;
    private final List<String> versions;
    private final long[] hashes;

    /** @param day days since the epoch */
    public DayVersions(long day, List<String> versions) {
        this.day = day;
        this.versions = List.copyOf(versions);
        this.hashes = new long[versions.size() + 1];
        long state = StableHash.start();
        hashes[0] = StableHash.end(state);
        for (int i = 0; i < versions.size(); i++) {
            state = StableHash.add(state, versions.get(i));
            hashes[i + 1] = StableHash.end(state);
        }
    }

    public long day() {
        return day;
    }

    public List<String> versions() {
        return versions;
    }

    int size() {
        return versions.size();
    }

    String version(int index) {
        return versions.get(index);
    }

    long hash() {
        return hash(size());
    }

    /** Of so many first files. */
    long hash(int count) {
        return hashes[count];
    }

    /** Whether the first files are those that had this hash. */
    boolean startsWith(int count, long hash) {
        return count <= size() && hashes[count] == hash;
    }

    @Override
    public String toString() {
        return "DayVersions[day " + day + ", " + size() + " files]";
    }
}
