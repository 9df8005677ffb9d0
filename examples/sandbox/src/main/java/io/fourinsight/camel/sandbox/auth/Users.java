package io.fourinsight.camel.sandbox.auth;

import java.util.Map;

/** The people who can sign in, each with a password. */
final class Users {

    private final Map<String, String> passwords;

    Users(Map<String, String> passwords) {
        this.passwords = Map.copyOf(passwords);
    }

    boolean accept(String name, String password) {
        String known = passwords.get(name);
        return known != null && Secrets.match(known, password);
    }
}
