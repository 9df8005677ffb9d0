package io.fourinsight.client.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The short form in which an identifier that is not secret, such as a client id, appears in messages.
 *
 * <p>It is the beginning of the SHA-256, so a holder of the identifier can find it again:
 * {@code printf %s my-client | sha256sum | cut -c1-8}. For secrets use {@link Secret}, whose fingerprint cannot be
 * recomputed.
 */
public final class Fingerprint {
    private static final int BYTES = 4;

    private Fingerprint() {}

    /** The fingerprint of {@code text}, such as {@code #3fa2c1d0}. */
    public static String of(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "#" + HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing, which every Java runtime must have", e);
        }
    }
}
