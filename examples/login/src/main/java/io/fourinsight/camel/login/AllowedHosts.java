package io.fourinsight.camel.login;

import io.fourinsight.client.rest.url.ServiceUrl;
import io.fourinsight.client.session.oauth.SignInHosts;
import java.net.URI;
import java.util.List;

/** Decides where codes may be sent: to the named hosts, else to the issuer's own, else to 4Insight's. */
final class AllowedHosts {
    private AllowedHosts() {}

    /** @throws IllegalArgumentException if a host cannot be one */
    static SignInHosts of(LoginOptions options) {
        if (!options.signInHosts.isEmpty()) {
            return SignInHosts.of(options.signInHosts);
        }
        return options.issuer == null ? SignInHosts.DEFAULT : SignInHosts.of(List.of(own(options.issuer)));
    }

    private static String own(URI issuer) {
        ServiceUrl.parseSecure("--issuer", issuer.toString());
        // https has no port in the list, http on loopback needs one
        return "http".equalsIgnoreCase(issuer.getScheme()) ? issuer.getRawAuthority() : issuer.getHost();
    }
}
