package io.fourinsight.client.base;

import java.net.URI;
import java.util.Optional;

/**
 * Says why a URL has no host although people see one: {@link URI} knows none with an underscore, for example, and neither
 * does TLS, which could not name it to the server.
 */
public final class HostNames {

    private HostNames() {}

    /** Empty if the URL has a host, or nothing that looks like one; never with user information. */
    public static Optional<String> flaw(URI url) {
        String authority = url.getRawAuthority();
        if (url.getHost() != null || authority == null) {
            return Optional.empty();
        }
        String host = authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d*$", "");
        return Optional.of("the host name '" + host + "' cannot be used: it must have letters, digits, dots and hyphens"
                + " only" + (host.contains("_") ? ", and no underscore" : ""));
    }
}
