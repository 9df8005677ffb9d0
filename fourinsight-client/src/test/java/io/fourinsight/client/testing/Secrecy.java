package io.fourinsight.client.testing;

import io.fourinsight.camel.sandbox.Sandbox;

/** What a token or secret of the sandbox looks like, wherever it turns up. */
public final class Secrecy {

    /** The sandbox's tokens are over a thousand such characters in a row; nothing else that is logged comes near. */
    private static final int TOKEN_LIKE = 300;

    private Secrecy() {}

    public static boolean isBrokenBy(String text) {
        return text.contains(Sandbox.CLIENT_SECRET) || longestRun(text) >= TOKEN_LIKE;
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean base64 =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            run = base64 ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
