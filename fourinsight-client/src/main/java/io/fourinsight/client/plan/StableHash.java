package io.fourinsight.client.plan;

/** A hash of texts that is the same in each process and each version: FNV-1a of 64 bits, its bits mixed at the end. */
public final class StableHash {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int SEPARATOR = 0x1_0000; // no character

    private StableHash() {}

    /** What {@link #add} starts from. */
    static long start() {
        return OFFSET;
    }

    /** The state after one more text. */
    static long add(long state, String text) {
        long hash = state;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return (hash ^ SEPARATOR) * PRIME;
    }

    /** The hash of the texts added so far. */
    static long end(long state) {
        long hash = state;
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }

    public static long of(String text) {
        return end(add(start(), text));
    }
}
