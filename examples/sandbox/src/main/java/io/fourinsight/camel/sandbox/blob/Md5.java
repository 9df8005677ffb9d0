package io.fourinsight.camel.sandbox.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5, by which blobs are told apart and checked. */
public final class Md5 {

    private Md5() {}

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
