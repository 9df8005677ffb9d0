package io.fourinsight.camel.reservoir;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads eight decimal digits at once: a timestamp has nineteen, and there is one on every line. */
final class EightDigits {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ZEROS = 0x3030_3030_3030_3030L;
    /** Brings what is above '9' to 0x80 or more. */
    private static final long ABOVE_NINE = 0x4646_4646_4646_4646L;

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long PAIRS = 0x0000_00ff_0000_00ffL;

    private EightDigits() {}

    /** The number that begins at the given index, or -1 if not all of the eight bytes there are digits. */
    static int parse(byte[] bytes, int at) {
        long text = (long) LONGS.get(bytes, at);
        long digits = text - ZEROS;
        // a byte below '0' borrows from its neighbour, and has its own high bit set before that can matter
        if (((text + ABOVE_NINE | digits) & HIGH_BITS) != 0) {
            return -1;
        }
        // each byte's digit times ten and the next byte's: four numbers of two digits, in every second byte
        long pairs = digits * 10 + (digits >>> 8);
        // the first and third pair, then the second and fourth, are added up in the upper half
        long even = (pairs & PAIRS) * (100L + (1_000_000L << 32));
        long odd = (pairs >>> 16 & PAIRS) * (1L + (10_000L << 32));
        return (int) (even + odd >>> 32);
    }
}
