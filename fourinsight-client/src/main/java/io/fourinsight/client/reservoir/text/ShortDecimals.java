package io.fourinsight.client.reservoir.text;

/**
 * Writes numbers of few decimals, as most instruments give them, in a fraction of the time that the library needs to find
 * the shortest text of any number.
 *
 * <p>A number with at most fifteen significant digits has just one shortest text: no two texts of so few digits read back
 * as the same number. So it is enough to find one that reads back.
 */
public final class ShortDecimals {

    /** The longest text, {@code -1234567.12345678}. */
    public static final int LONGEST = 17;

    /** Eight decimals. */
    private static final long UNIT = 100_000_000;

    /** The two digits of each number below a hundred: a division for each digit would take most of the time. */
    private static final byte[] PAIRS = pairs();

    /** Below and from there on the text has an exponent. */
    private static final double SMALLEST = 1e-3;

    private static final double LARGEST = 1e7;

    private ShortDecimals() {}

    /**
     * Writes the text that {@link NumberText#of} makes of a number, if it has few decimals and no exponent.
     *
     * @return where the text ends, or -1 if the number is another one
     */
    public static int write(double number, byte[] target, int at) {
        double size = Math.abs(number);
        if (!(size >= SMALLEST && size < LARGEST)) {
            return -1;
        }
        // rounds; where the sum itself is rounded, the next line finds that the number has more digits
        long units = (long) (size * UNIT + 0.5);
        // both are exact, so that the quotient is what a reader makes of the text
        if ((double) units / UNIT != size) {
            return -1;
        }
        int end = at;
        if (number < 0) {
            target[end++] = '-';
        }
        int whole = (int) (units / UNIT);
        end = writeWhole(whole, target, end);
        target[end++] = '.';
        return writeFraction((int) (units - whole * UNIT), target, end);
    }

    private static int writeWhole(int whole, byte[] target, int at) {
        if (whole < 10) {
            target[at] = (byte) ('0' + whole);
            return at + 1;
        }
        if (whole < 100) {
            return writePair(whole, target, at);
        }
        int end = writeWhole(whole / 100, target, at);
        return writePair(whole % 100, target, end);
    }

    /** Without the zeros at its end, but for the one of a whole number. */
    private static int writeFraction(int fraction, byte[] target, int at) {
        int high = fraction / 10_000;
        int low = fraction % 10_000;
        int end = writePair(high % 100, target, writePair(high / 100, target, at));
        if (low != 0) {
            end = writePair(low % 100, target, writePair(low / 100, target, end));
        }
        while (target[end - 1] == '0' && end > at + 1) {
            end--;
        }
        return end;
    }

    private static int writePair(int pair, byte[] target, int at) {
        target[at] = PAIRS[2 * pair];
        target[at + 1] = PAIRS[2 * pair + 1];
        return at + 2;
    }

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int pair = 0; pair < 100; pair++) {
            pairs[2 * pair] = (byte) ('0' + pair / 10);
            pairs[2 * pair + 1] = (byte) ('0' + pair % 10);
        }
        return pairs;
    }
}
