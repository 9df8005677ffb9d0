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

    private static final int DECIMALS = 8;
    private static final long UNIT = 100_000_000;

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
        long units = Math.round(size * UNIT);
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
        int end = at + 1;
        for (int left = whole; left > 9; left /= 10) {
            end++;
        }
        int left = whole;
        for (int place = end - 1; place >= at; place--) {
            target[place] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return end;
    }

    /** Without the zeros at its end, but for the one of a whole number. */
    private static int writeFraction(int fraction, byte[] target, int at) {
        int digits = DECIMALS;
        int left = fraction;
        if (left % 10_000 == 0) {
            left /= 10_000;
            digits -= 4;
        }
        while (digits > 1 && left % 10 == 0) {
            left /= 10;
            digits--;
        }
        for (int place = at + digits - 1; place >= at; place--) {
            target[place] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return at + digits;
    }
}
