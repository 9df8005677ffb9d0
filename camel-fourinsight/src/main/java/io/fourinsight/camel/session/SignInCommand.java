package io.fourinsight.camel.session;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The command line that signs a user in to one session, to be copied from an error message.
 *
 * @param sessionKey may be null
 * @param environment as the option has it; null for the default one
 * @param url of the service if it is not the environment's own, or null
 * @param tokenDirectory null for the default one
 * @param authority the page to sign in on; empty for the environment's own
 * @param hosts that codes may be sent to
 * @param forced whether it signs in even if what is stored can be used
 */
public record SignInCommand(
        String sessionKey,
        String environment,
        Service service,
        URI url,
        Path tokenDirectory,
        Optional<URI> authority,
        SignInHosts hosts,
        boolean forced) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:\\\\-]+");

    /** For the page and the hosts that the command has by itself. */
    public SignInCommand(String sessionKey, String environment, Service service, URI url, Path tokenDirectory) {
        this(sessionKey, environment, service, url, tokenDirectory, Optional.empty(), SignInHosts.DEFAULT, false);
    }

    /**
     * The same, to be done on this page.
     *
     * @param other empty for the environment's own
     * @param allowed that codes may be sent to
     */
    public SignInCommand at(Optional<URI> other, SignInHosts allowed) {
        return new SignInCommand(sessionKey, environment, service, url, tokenDirectory, other, allowed, forced);
    }

    /** The same for when what is stored can be used, but is not what a session wants: else the command would keep it. */
    public SignInCommand force() {
        return new SignInCommand(sessionKey, environment, service, url, tokenDirectory, authority, hosts, true);
    }

    /** The whole line. */
    public String line() {
        StringBuilder line = new StringBuilder("java -jar fourinsight-login.jar");
        if (sessionKey != null) {
            line.append(" --session-key ").append(sessionKey);
        }
        if (environment != null) {
            line.append(" --environment ").append(environment);
        }
        if (service == Service.RESERVOIR) {
            line.append(" --service reservoir");
        }
        if (url != null) {
            line.append(service == Service.RESERVOIR ? " --reservoir-url " : " --api-url ")
                    .append(quoted(url.toString()));
        }
        if (tokenDirectory != null) {
            line.append(" --token-directory ").append(quoted(tokenDirectory.toString()));
        }
        authority.ifPresent(page -> line.append(" --authority-url ").append(quoted(page.toString())));
        if (!hosts.entries().equals(SignInHosts.DEFAULT.entries())) {
            hosts.entries().forEach(host -> line.append(" --sign-in-host ").append(quoted(host)));
        }
        if (forced) {
            line.append(" --auth-force");
        }
        return line.toString();
    }

    /** In double quotes, which shells of all systems take off again. */
    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : '"' + text + '"';
    }
}
