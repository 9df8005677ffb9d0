package io.fourinsight.camel.session;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The token endpoints that the tokens and codes of users may be sent to, by host.
 *
 * <p>An endpoint comes from a pasted text or a file, so that whoever can make either would else choose who gets the
 * refresh token and the client secret. An entry is a host name, {@code login.example}, exactly as it must be; or with
 * the first segment of the path, {@code login.example/tenant}; both mean https on port 443. A loopback literal, {@code
 * 127.0.0.1:8080}, with or without a port, allows http there as well.
 */
public final class SignInHosts {
    private static final Pattern ENTRY =
            Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?(/[^/?#\\s]+)?|\\[::1](:\\d{1,5})?");
    private static final Pattern STEPS =
            Pattern.compile("(?:^|/)\\.{1,2}(?:/|$)|%2e|%2f|%5c", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}|\\[::1]");

    /** Where 4Insight's users sign in; after the patterns, which it is checked against. */
    public static final SignInHosts DEFAULT = of(List.of("4subseaid.b2clogin.com", "login.microsoftonline.com"));

    private final List<String> entries;

    private SignInHosts(List<String> entries) {
        this.entries = entries;
    }

    /** @throws IllegalArgumentException if an entry is neither a host nor a host with a tenant */
    public static SignInHosts of(Collection<String> entries) {
        for (String entry : entries) {
            boolean port = entry.contains(":") && !isLoopback(entry.replaceFirst(":\\d{1,5}$", ""));
            if (!ENTRY.matcher(entry).matches() || port) {
                throw new IllegalArgumentException("signInHosts '" + entry + "' is not allowed: a host name such as"
                        + " login.example, with a tenant such as login.example/tenant, or a loopback address such as"
                        + " 127.0.0.1:8080");
            }
        }
        return new SignInHosts(entries.stream().map(SignInHosts::lowerCaseHost).toList());
    }

    /**
     * Checks an endpoint.
     *
     * @param what names it in the error
     * @throws IllegalArgumentException if it is not allowed; the message says why and quotes at most its host
     */
    public URI check(String what, URI endpoint) {
        String host = endpoint.getHost() == null ? null : endpoint.getHost().toLowerCase(Locale.ROOT);
        if (host == null || endpoint.isOpaque()) {
            throw new IllegalArgumentException(what + " is not an https URL");
        }
        if (endpoint.getRawUserInfo() != null || endpoint.getRawFragment() != null) {
            throw new IllegalArgumentException(what + " must have neither user info nor a fragment");
        }
        if (isLoopback(host) && allowsLoopback(host, endpoint.getPort())) {
            if (!"http".equalsIgnoreCase(endpoint.getScheme()) && !"https".equalsIgnoreCase(endpoint.getScheme())) {
                throw new IllegalArgumentException(what + " is neither an https nor an http URL");
            }
            return endpoint;
        }
        if (!"https".equalsIgnoreCase(endpoint.getScheme())) {
            throw new IllegalArgumentException(what + " must be https");
        }
        if (endpoint.getPort() != -1 && endpoint.getPort() != 443) {
            throw new IllegalArgumentException(what + " must be on port 443");
        }
        if (STEPS.matcher(endpoint.getRawPath()).find()) { // from an allowed tenant's path into another one's
            throw new IllegalArgumentException(
                    what + " must have a plain path, without '..' and without encoded slashes");
        }
        String[] segments = endpoint.getRawPath().split("/");
        String tenant = segments.length > 1 ? segments[1] : "";
        if (!entries.contains(host) && !entries.contains(host + "/" + tenant)) {
            throw new IllegalArgumentException(what + " is on the host " + host + ", which is not allowed; allowed are "
                    + String.join(", ", entries) + " (option signInHosts)");
        }
        return endpoint;
    }

    /** As they were given, but for the case of the hosts. */
    List<String> entries() {
        return entries;
    }

    private boolean allowsLoopback(String host, int port) {
        return entries.contains(host) || entries.contains(host + ":" + port);
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
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
