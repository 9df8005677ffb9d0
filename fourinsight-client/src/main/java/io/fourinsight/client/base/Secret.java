package io.fourinsight.client.base;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A text that must not be seen: a client secret or a token.
 *
 * <p>It can be compared, and used as part of a key through its {@link #digest()}, without being shown:
 * {@link #toString()} gives a fingerprint.
 */
public final class Secret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int FINGERPRINT_LENGTH = 8;

    // New in every process, so that a digest in a heap dump or a log cannot be tried against guessed secrets elsewhere.
    private static final SecretKeySpec PROCESS_KEY = randomKey();

    private final String value;
    private final String digest;

    private Secret(String value) {
        this.value = value;
        this.digest = hmac(value);
    }

    /**
     * @throws IllegalArgumentException if {@code value} is null or empty
     */
    public static Secret of(String value) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("A secret must not be empty");
        }
        return new Secret(value);
    }

    /** The secret itself, for the one place that sends it. */
    public String value() {
        return value;
    }

    /** Hexadecimal HMAC-SHA256 of the secret under a random key of this process: equal secrets, equal digests. */
    public String digest() {
        return digest;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Secret that && sameAs(that);
    }

    private boolean sameAs(Secret that) {
        // takes the same time wherever the two differ
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    /** A fingerprint, such as {@code Secret[#3fa2c1d0]}; differs from process to process. */
    @Override
    public String toString() {
        return "Secret[" + fingerprint() + "]";
    }

    public String fingerprint() {
        return "#" + digest.substring(0, FINGERPRINT_LENGTH);
    }

    private static SecretKeySpec randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new SecretKeySpec(key, ALGORITHM);
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(PROCESS_KEY);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing, which every Java runtime must have", e);
        }
    }
}
