package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.oauth2.sdk.GrantType;
import java.util.Optional;
import java.util.Set;

/**
 * A client as it is registered.
 *
 * @param secret empty for a public client, such as a native application, which could not keep one
 */
record Registration(Optional<String> secret, Set<GrantType> grants) {

    static Registration ofApplication(String secret) {
        return new Registration(Optional.of(secret), Set.of(GrantType.CLIENT_CREDENTIALS));
    }

    /** Of a client that users sign in with. */
    static Registration ofUsers(Optional<String> secret) {
        return new Registration(secret, Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN));
    }

    boolean isPublic() {
        return secret.isEmpty();
    }

    Registration withSecret(String other) {
        return new Registration(Optional.of(other), grants);
    }
}
