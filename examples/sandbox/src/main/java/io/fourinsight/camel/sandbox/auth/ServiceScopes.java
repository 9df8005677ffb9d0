package io.fourinsight.camel.sandbox.auth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** The scopes that open one service, to applications and to users. */
public record ServiceScopes(String base) {

    /** The scope that an application asks for on its own behalf. */
    public String ofApplications() {
        return base + "/.default";
    }

    /** All that a client asks for on behalf of a user. */
    public String ofUsers() {
        return write() + " openid offline_access";
    }

    String write() {
        return base + "/write";
    }

    /** The id of the service, as Azure has one for each. */
    String resource() {
        return UUID.nameUUIDFromBytes(base.getBytes(StandardCharsets.UTF_8)).toString();
    }

    boolean areAmong(String grantedScope) {
        List<String> granted = Arrays.asList(grantedScope.split(" "));
        return granted.contains(ofApplications()) || granted.contains(write());
    }
}
