package io.fourinsight.client.session.oauth;

import io.fourinsight.client.base.HostNames;
import io.fourinsight.client.base.Loopback;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The token endpoints that the tokens and codes of users may be sent to, by host.
 *
 * <p>An endpoint comes from a pasted text or a file, and the author of either would else choose the
 * receiver of the refresh token and the client secret. An entry is a host name, {@code login.example}, exactly as it must be; or with
 * the first segment of the path, {@code login.example/tenant}; both mean https on port 443. A loopback literal, {@code
 * 127.0.0.1:8080}, with or without a port, allows http there as well.
 */
public final class SignInHosts {
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";

    /**
     * One that means the same to every server, however often it decodes it, whatever it takes for a separator or for a
     * parameter of a segment: nothing encoded, no semicolon, no backslash, no step up or on the spot.
     */
    private static final String SEGMENT = "/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+";

    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*(?:" + SEGMENT + ")?");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}\\z");
    /** Possessive, which needs no stack for each segment: a path from outside may have many thousands. */
    private static final Pattern PLAIN_PATH = Pattern.compile("(?:" + SEGMENT + ")*+/?");

    /** Where 4Insight's users sign in; after the patterns, which it is checked against. */
    public static final SignInHosts DEFAULT = of(List.of("4subseaid.b2clogin.com", "login.microsoftonline.com"));

    private final List<String> entries;

    private SignInHosts(List<String> entries) {
        this.entries = entries;
    }

    /** @throws IllegalArgumentException if an entry is neither a host nor a host with a tenant */
    public static SignInHosts of(Collection<String> entries) {
        for (String entry : entries) {
            if (!isAllowed(entry)) {
                throw new IllegalArgumentException(
                        "signInHosts '" + entry + "' is not allowed; allowed are a host name of"
                                + " letters, digits, hyphens and dots, such as login.example, that with a tenant, which may also"
                                + " have '_' and '~', such as login.example/tenant, and a loopback address, such as"
                                + " 127.0.0.1:8080");
            }
        }
        return new SignInHosts(entries.stream().map(SignInHosts::lowerCaseHost).toList());
    }

    private static boolean isAllowed(String entry) {
        int slash = entry.indexOf('/');
        String host =
                PORT.matcher(slash < 0 ? entry : entry.substring(0, slash)).replaceFirst("");
        return Loopback.isAddress(host)
                ? slash < 0 && !host.startsWith(":") // in a URL it is in brackets
                : NAME.matcher(entry).matches();
    }

    /**
     * Checks an endpoint.
     *
     * @param what names it in the error
     * @throws IllegalArgumentException if it is not allowed; the message says why and quotes at most its host
     */
    public URI check(String what, URI endpoint) {
        String host = endpoint.getHost() == null ? null : endpoint.getHost().toLowerCase(Locale.ROOT);
        if (host == null) {
            throw new IllegalArgumentException(HostNames.flaw(endpoint)
                    .map(flaw -> what + " is no URL: " + flaw)
                    .orElse(what + " is not an https URL"));
        }
        if (endpoint.getRawUserInfo() != null || endpoint.getRawFragment() != null) {
            throw new IllegalArgumentException(what + " must have neither user info nor a fragment");
        }
        if (Loopback.isAddress(host) && allowsLoopback(host, endpoint.getPort())) {
            if (!"http".equalsIgnoreCase(endpoint.getScheme()) && !"https".equalsIgnoreCase(endpoint.getScheme())) {
                throw new IllegalArgumentException(what + " is neither an https nor an http URL");
            }
            return endpoint;
        }
        if (Loopback.isAddress(host)) {
            throw notAllowed(what, endpoint.getPort() < 0 ? host : host + ":" + endpoint.getPort());
        }
        if (!"https".equalsIgnoreCase(endpoint.getScheme())) {
            throw new IllegalArgumentException(what + " must be https");
        }
        if (endpoint.getPort() != -1 && endpoint.getPort() != 443) {
            throw new IllegalArgumentException(what + " must be on port 443");
        }
        String path = endpoint.getRawPath();
        // else it could lead from an allowed tenant's path into another one's
        if (!PLAIN_PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(what
                    + " must have a plain path: letters, digits, '.', '_', '~' and '-', and neither '..' nor '//'");
        }
        String[] segments = path.split("/");
        String tenant = segments.length > 1 ? segments[1] : "";
        if (!entries.contains(host) && !entries.contains(host + "/" + tenant)) {
            throw notAllowed(what, host);
        }
        return endpoint;
    }

    private IllegalArgumentException notAllowed(String what, String host) {
        return new IllegalArgumentException(what + " is on the host " + host + ", which is not allowed; allowed are "
                + String.join(", ", entries) + " (option signInHosts)");
    }

    /** As they were given, but for the case of the hosts. */
    public List<String> entries() {
        return entries;
    }

    private boolean allowsLoopback(String host, int port) {
        return entries.contains(host) || entries.contains(host + ":" + port);
    }

    private static String lowerCaseHost(String entry) {
        int slash = entry.indexOf('/');
        return slash < 0
                ? entry.toLowerCase(Locale.ROOT)
                : entry.substring(0, slash).toLowerCase(Locale.ROOT) + entry.substring(slash);
    }

    @Override
    public String toString() {
        return "SignInHosts" + entries;
    }
}
