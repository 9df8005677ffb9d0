package io.fourinsight.client.base;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The MD5 of a stored file (RFC 1864), which tells whether what arrived is what was stored. */
public final class ContentMd5 {

    private static final int LENGTH = 16;

    private final byte[] digest;

    private ContentMd5(byte[] digest) {
        this.digest = digest;
    }

    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("MD5 is missing, which every Java runtime must have", e);
        }
    }

    public static ContentMd5 of(MessageDigest finished) {
        return new ContentMd5(finished.digest());
    }

    public static ContentMd5 of(byte[] content) {
        return new ContentMd5(newDigest().digest(content));
    }

    /**
     * @param text in base 64, as the header {@code Content-MD5} has it, or in hexadecimal
     * @throws IllegalArgumentException if it is neither
     */
    public static ContentMd5 parse(String text) {
        String stripped = text.strip();
        byte[] digest = stripped.length() == 2 * LENGTH
                ? HexFormat.of().parseHex(stripped)
                : Base64.getDecoder().decode(stripped);
        if (digest.length != LENGTH) {
            throw new IllegalArgumentException("an MD5 has " + LENGTH + " bytes, not " + digest.length);
        }
        return new ContentMd5(digest);
    }

    /** As the header {@code Content-MD5} has it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(digest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentMd5 that && Arrays.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    /** Hexadecimal. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest);
    }
}
