package io.fourinsight.camel.sandbox.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The applications that may ask for tokens, each with its secret. */
public final class ClientRegistry {

    private final Map<String, String> secrets;

    public ClientRegistry(Map<String, String> secrets) {
        this.secrets = new ConcurrentHashMap<>(secrets);
    }

    /** Adds a client, or gives a known one another secret. */
    public void put(String id, String secret) {
        secrets.put(id, secret);
    }

    boolean knows(String id) {
        return secrets.containsKey(id);
    }

    boolean accepts(String id, String secret) {
        byte[] known = secrets.get(id).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(known, secret.getBytes(StandardCharsets.UTF_8));
    }
}
