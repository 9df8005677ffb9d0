package io.fourinsight.client.session;

import java.util.regex.Pattern;

/** The rule for session keys, which become parts of file names. */
public final class SessionKeys {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private SessionKeys() {}

    /**
     * Checks a session key.
     *
     * @param option where the key comes from, for the error
     * @throws IllegalArgumentException if the key is not allowed; the message says what is
     */
    public static String validate(String option, String key) {
        boolean allowed = ALLOWED.matcher(key).matches()
                && !key.contains("..")
                && !key.endsWith(".")
                && !key.endsWith(".lock")
                && !key.endsWith(".tmp");
        if (!allowed) {
            throw new IllegalArgumentException(option + " '" + shortened(key) + "' is not allowed: 1 to 64 letters,"
                    + " digits, dots, underscores and hyphens, no '..', not ending in '.', '.lock' or '.tmp'");
        }
        return key;
    }

    private static String shortened(String key) {
        return key.length() <= 70 ? key : key.substring(0, 70) + "…";
    }
}
