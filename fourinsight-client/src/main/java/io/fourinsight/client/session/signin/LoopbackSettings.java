package io.fourinsight.client.session.signin;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to sign in with a browser at an OpenID provider.
 *
 * @param issuer of the provider; https, or http to a loopback literal
 * @param scope space-separated; {@code openid} is added
 * @param timeout how long the user may take
 * @param path of the redirect URI, for providers that allow only a registered one; null for a random one, which is
 *     better
 */
public record LoopbackSettings(URI issuer, String scope, Duration timeout, @Nullable String path) {
    public LoopbackSettings {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(timeout, "timeout");
        if (path != null && !path.matches("/[A-Za-z0-9._~/-]*")) {
            throw new IllegalArgumentException("The path of the redirect URI must begin with a slash: " + path);
        }
    }

    /** Any path, five minutes. */
    public static LoopbackSettings of(URI issuer, String scope) {
        return new LoopbackSettings(issuer, scope, Duration.ofMinutes(5), null);
    }
}
