package io.fourinsight.camel.session;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The command line that signs a user in to one session, to be copied from an error message.
 *
 * @param sessionKey may be null
 * @param environment as the option has it; null for the default one
 * @param url of the service if it is not the environment's own, or null
 * @param tokenDirectory null for the default one
 */
public record SignInCommand(String sessionKey, String environment, Service service, URI url, Path tokenDirectory) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:\\\\-]+");

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
        return line.toString();
    }

    /** In double quotes, which shells of all systems take off again. */
    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : '"' + text + '"';
    }
}
