package io.fourinsight.camel.servers;

/** The users that both servers know; oidc-provider would take any other as well. */
enum RegisteredUser {
    ALICE("alice", "alice-password"),
    BOB("bob", "bob-password");

    private final String id;
    private final String password;

    RegisteredUser(String id, String password) {
        this.id = id;
        this.password = password;
    }

    String id() {
        return id;
    }

    String password() {
        return password;
    }
}
