package io.fourinsight.client.reservoir.text;

/**
 * Writes numbers of few decimals, as most instruments give them, in a fraction of the time that the library needs to find
 * the shortest text of any number.
 *
 * <p>A number with at most fifteen significant digits has just one shortest text: no two texts of so few digits read back
 * as the same number. So it is enough to find one that reads back.
 */
public final class ShortDecimals {

    /** Bytes that are written at most: those of {@code -1234567.12345678}. What follows a shorter text has no meaning. */
    public static final int ROOM = 1 + 7 + 1 + Digits.ROOM;

    /** Eight decimals. */
    private static final long UNIT = 100_000_000;

    /** Below and from there on the text has an exponent. */
    private static final double SMALLEST = 1e-3;

    private static final double LARGEST = 1e7;

    private ShortDecimals() {}

    /**
     * Writes the text that {@link NumberText#of} makes of a number, if it has few decimals and no exponent. Its target has
     * {@link #ROOM} for it.
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
        end = Digits.writeWhole(whole, target, end);
        target[end++] = '.';
        return Digits.writeDecimals((int) (units - whole * UNIT), target, end);
    }
}
