package io.fourinsight.client.reservoir.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds a byte in an array, eight at a time. */
public final class ByteSearch {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private ByteSearch() {}

    /** The first index in {@code [from, to)} that holds the ASCII character, or {@code to}. */
    public static int indexOf(byte[] bytes, char wanted, int from, int to) {
        long pattern = ONES * wanted;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            // a byte that is wanted becomes zero; of the marks that this makes the lowest is right
            long zeros = (long) LONGS.get(bytes, at) ^ pattern;
            long marks = (zeros - ONES) & ~zeros & HIGH_BITS;
            if (marks != 0) {
                return at + (Long.numberOfTrailingZeros(marks) >>> 3);
            }
        }
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return Math.min(at, to);
    }
}
