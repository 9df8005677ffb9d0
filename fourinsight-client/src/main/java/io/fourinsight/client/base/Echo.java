package io.fourinsight.client.base;

/**
 * Hides a secret in text that came back from where it was sent, also if it is percent-encoded there (once or twice),
 * escaped as in JSON or HTML, in another case, or cut off.
 */
public final class Echo {

    private static final String MASK = "***";

    /** So many characters of a secret's beginning are hidden even if the rest does not follow. */
    private static final int TELLING = 16;

    private Echo() {}

    /** The text with {@code ***} wherever the secret, or the beginning of it, is in it. */
    public static String hide(String secret, String text) {
        if (secret.isEmpty()) {
            return text;
        }
        StringBuilder hidden = null;
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            int end = end(secret, text, at);
            if (end < 0) {
                at++;
                continue;
            }
            hidden = hidden == null ? new StringBuilder(text.length()) : hidden;
            hidden.append(text, copied, at).append(MASK);
            copied = end;
            at = end;
        }
        return hidden == null
                ? text
                : hidden.append(text, copied, text.length()).toString();
    }

    /** Where the secret that begins there ends, or -1 if none does. */
    private static int end(String secret, String text, int start) {
        int at = start;
        int matched = 0;
        while (matched < secret.length() && at < text.length()) {
            char wanted = secret.charAt(matched);
            int next = afterEncoded(wanted, text, at);
            if (next < 0 && same(text.charAt(at), wanted)) {
                next = at + 1;
            }
            if (next < 0) {
                break;
            }
            at = next;
            matched++;
        }
        return matched >= Math.min(secret.length(), TELLING) ? at : -1;
    }

    /** Where the encoded form of the character that begins there ends, or -1 if there is none. */
    private static int afterEncoded(char wanted, String text, int at) {
        return switch (text.charAt(at)) {
            case '%' -> afterPercent(wanted, text, at + 1);
            case '\\' -> afterBackslash(wanted, text, at + 1);
            case '&' -> afterReference(wanted, text, at + 1);
            default -> -1;
        };
    }

    private static int afterPercent(char wanted, String text, int at) {
        int octet = hex(text, at, at + 2);
        // %252F is a %2F that was encoded once more
        return octet == '%' ? afterPercent(wanted, text, at + 2) : same(octet, wanted) ? at + 2 : -1;
    }

    private static int afterBackslash(char wanted, String text, int at) {
        if (at < text.length() && text.charAt(at) == 'u') {
            return same(hex(text, at + 1, at + 5), wanted) ? at + 5 : -1;
        }
        return at < text.length() && same(text.charAt(at), wanted) ? at + 1 : -1;
    }

    private static int afterReference(char wanted, String text, int at) {
        int end = text.indexOf(';', at);
        if (end < 0 || end - at > 8 || text.charAt(at) != '#') {
            return -1;
        }
        boolean hexadecimal = text.startsWith("x", at + 1) || text.startsWith("X", at + 1);
        int code = hexadecimal ? number(text, at + 2, end, 16) : number(text, at + 1, end, 10);
        return same(code, wanted) ? end + 1 : -1;
    }

    private static boolean same(int one, int other) {
        return one == other || Character.toLowerCase(one) == Character.toLowerCase(other);
    }

    private static int hex(String text, int from, int to) {
        return to > text.length() ? -1 : number(text, from, to, 16);
    }

    /** The number that these digits are, or -1 if there are none or others. */
    private static int number(String text, int from, int to, int radix) {
        int number = from < to ? 0 : -1;
        for (int i = from; i < to && number >= 0; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            number = digit < 0 ? -1 : number * radix + digit;
        }
        return number;
    }
}
