package io.fourinsight.client.session.oauth;

import io.fourinsight.client.session.SessionIdentity;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which token URLs the tokens of a user session may come from and go to: the one that is configured, or any on an
 * allowed host.
 *
 * <p>It shows a URL without its query, which may hold a secret.
 *
 * @param only null if none is configured
 */
public record TokenUrlRule(@Nullable URI only, SignInHosts hosts) {
    public static TokenUrlRule of(SessionIdentity identity, SignInHosts hosts) {
        return new TokenUrlRule(identity.tokenUrl(), hosts);
    }

    /**
     * @param what names the URL in the error
     * @throws IllegalArgumentException that says why the URL is not allowed
     */
    public void check(String what, URI tokenUrl) {
        if (only == null) {
            hosts.check(what, tokenUrl);
        } else if (!only.equals(tokenUrl)) {
            throw new IllegalArgumentException(
                    what + " is " + difference(tokenUrl, only) + ": leave tokenUrl out, or sign in where it points to");
        }
    }

    /** Why stored tokens that came from this URL are not used, and what to change; empty if they are. */
    public Optional<String> objection(URI tokenUrl) {
        if (only == null) {
            return notOnAHost(tokenUrl);
        }
        return only.equals(tokenUrl)
                ? Optional.empty()
                : Optional.of("came from " + difference(tokenUrl, only)
                        + ": leave tokenUrl out, which a user session does not need, or set it to the former");
    }

    private Optional<String> notOnAHost(URI tokenUrl) {
        try {
            hosts.check("its token URL " + shown(tokenUrl), tokenUrl);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("is not used: " + e.getMessage()
                    + "; if your users sign in there, signInHosts must allow it, else sign in again");
        }
    }

    private static String difference(URI tokenUrl, URI own) {
        String shown = shown(own);
        return shown(tokenUrl) + ", but the option tokenUrl is " + shown
                + (shown.equals(shown(tokenUrl)) ? " with another query" : "");
    }

    /** The URL as it may be shown: also without what else could be a secret. */
    public static String shown(URI url) {
        String authority = String.valueOf(url.getRawAuthority());
        return url.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1) + url.getRawPath();
    }
}
