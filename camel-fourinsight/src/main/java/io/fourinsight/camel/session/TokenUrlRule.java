package io.fourinsight.camel.session;

import java.net.URI;
import java.util.function.Predicate;

/**
 * Which token URLs the tokens of a user session may come from and go to: the one that is configured, or any on an
 * allowed host.
 *
 * @param only null if none is configured
 */
record TokenUrlRule(URI only, SignInHosts hosts) implements Predicate<URI> {
    static TokenUrlRule of(SessionIdentity identity, SignInHosts hosts) {
        return new TokenUrlRule(identity.tokenUrl(), hosts);
    }

    /**
     * @param what names the URL in the error
     * @throws IllegalArgumentException that says why the URL is not allowed
     */
    void check(String what, URI tokenUrl) {
        if (only == null) {
            hosts.check(what, tokenUrl);
        } else if (!only.equals(tokenUrl)) {
            throw new IllegalArgumentException(what + " is not the token URL of this session");
        }
    }

    @Override
    public boolean test(URI tokenUrl) {
        try {
            check("It", tokenUrl);
            return true;
        } catch (IllegalArgumentException e) {
            return false; // which is all that was asked
        }
    }
}
