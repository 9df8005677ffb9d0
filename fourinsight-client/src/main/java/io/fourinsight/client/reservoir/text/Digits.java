package io.fourinsight.client.reservoir.text;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads and writes decimal digits, eight at once: a timestamp has nineteen, and there is one on every line. */
public final class Digits {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ZEROS = 0x3030_3030_3030_3030L;
    /** Brings what is above '9' to 0x80 or more. */
    private static final long ABOVE_NINE = 0x4646_4646_4646_4646L;

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long PAIRS = 0x0000_00ff_0000_00ffL;

    /** So many digits always fit into 64 bits, though not into 63. */
    private static final int MOST = 19;

    /** The first number of nine digits. */
    private static final int NINE = 100_000_000;

    /** So many bytes are written at once, whatever the number of digits. */
    static final int ROOM = Long.BYTES;

    private Digits() {}

    /** The number in {@code [from, to)}, or -1 if that is not one to nineteen digits and nothing else, or too large. */
    public static long parse(byte[] bytes, int from, int to) {
        if (to <= from || to - from > MOST) {
            return -1;
        }
        long value = 0;
        int at = from;
        for (; to - at >= Long.BYTES; at += Long.BYTES) {
            int eight = eight(bytes, at);
            if (eight < 0) {
                return -1;
            }
            value = value * 100_000_000 + eight;
        }
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        // what is too large for 63 bits looks negative
        return value >= 0 ? value : -1;
    }

    /** The number that begins at the given index, or -1 if not all of the eight bytes there are digits. */
    private static int eight(byte[] bytes, int at) {
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

    /**
     * Writes any number as {@link Long#toString(long)} does.
     *
     * @return where the text ends
     */
    public static int write(long number, byte[] target, int at) {
        if (number < (long) NINE * NINE) {
            // not a time of today in nanoseconds
            return NumberOutput.outputLong(number, target, at);
        }
        long high = number / NINE;
        int end = NumberOutput.outputInt((int) (high / NINE), target, at);
        LONGS.set(target, end, digits((int) (high % NINE)) + ZEROS);
        LONGS.set(target, end + Long.BYTES, digits((int) (number - high * NINE)) + ZEROS);
        return end + 2 * Long.BYTES;
    }

    /**
     * Writes a number of at most eight digits; its target has {@link #ROOM} for eight.
     *
     * @return where the text ends
     */
    static int writeWhole(int number, byte[] target, int at) {
        long digits = digits(number);
        int zeros = Math.min(Long.BYTES - 1, Long.numberOfTrailingZeros(digits) / Byte.SIZE);
        LONGS.set(target, at, digits + ZEROS >>> zeros * Byte.SIZE);
        return at + Long.BYTES - zeros;
    }

    /**
     * Writes a number as eight decimals, without the zeros at their end but for the first digit; its target has
     * {@link #ROOM} for all.
     *
     * @return where the text ends
     */
    static int writeDecimals(int number, byte[] target, int at) {
        long digits = digits(number);
        LONGS.set(target, at, digits + ZEROS);
        int zeros = Math.min(Long.BYTES - 1, Long.numberOfLeadingZeros(digits) / Byte.SIZE);
        return at + Long.BYTES - zeros;
    }

    /**
     * The eight digits of a number, a byte for each, the first of them in the lowest. Products split the halves, then the
     * pairs, then the digits, all of a kind at once; they are exact for numbers as small as these. So no pair waits for
     * the division of the one before it.
     */
    private static long digits(int number) {
        long halves = number / 10_000 | (long) (number % 10_000) << 32;
        long hundreds = halves * 10_486 >>> 20 & 0x0000_007f_0000_007fL;
        long pairs = hundreds | halves - hundreds * 100 << 16;
        long tens = pairs * 103 >>> 10 & 0x000f_000f_000f_000fL;
        return tens | pairs - tens * 10 << 8;
    }
}
