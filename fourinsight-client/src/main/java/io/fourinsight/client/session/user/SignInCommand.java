package io.fourinsight.client.session.user;

import io.fourinsight.client.base.Platform;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.oauth.SignInHosts;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
        @Nullable String sessionKey,
        @Nullable String environment,
        Service service,
        @Nullable URI url,
        @Nullable Path tokenDirectory,
        Optional<URI> authority,
        SignInHosts hosts,
        boolean forced) {

    /** The program as the build makes it, from the folder of the project. */
    public static final String PROGRAM = "java -jar examples/login/target/fourinsight-login.jar";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:-]+");
    private static final Pattern PLAIN_ON_WINDOWS = Pattern.compile("[A-Za-z0-9._/:\\\\-]+");

    /** What PowerShell does not take literally in double quotes: typographic ones end them as well. */
    private static final Pattern SPECIAL_IN_POWERSHELL = Pattern.compile("[$`\\x{201C}-\\x{201E}]");

    /** For the page and the hosts that the command has by itself. */
    public SignInCommand(
            @Nullable String sessionKey,
            @Nullable String environment,
            Service service,
            @Nullable URI url,
            @Nullable Path tokenDirectory) {
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

    /** The same, but it signs in although stored tokens can be used: a session wants others, and it would keep those. */
    public SignInCommand force() {
        return new SignInCommand(sessionKey, environment, service, url, tokenDirectory, authority, hosts, true);
    }

    /** The whole line, for the shells of this system. */
    public String line() {
        return line(Platform.current());
    }

    /** The whole line, so that the shells of a system take each value literally. */
    public String line(Platform platform) {
        StringBuilder line = new StringBuilder(PROGRAM);
        BiConsumer<String, String> option =
                (name, value) -> line.append(' ').append(name).append(' ').append(quoted(value, platform));
        if (sessionKey != null) {
            option.accept("--session-key", sessionKey);
        }
        if (environment != null) {
            option.accept("--environment", environment);
        }
        if (service == Service.RESERVOIR) {
            option.accept("--service", "reservoir");
        }
        if (url != null) {
            option.accept(service == Service.RESERVOIR ? "--reservoir-url" : "--api-url", url.toString());
        }
        if (tokenDirectory != null) {
            option.accept("--token-directory", tokenDirectory.toString());
        }
        authority.ifPresent(page -> option.accept("--authority-url", page.toString()));
        if (!hosts.entries().equals(SignInHosts.DEFAULT.entries())) {
            hosts.entries().forEach(host -> option.accept("--sign-in-host", host));
        }
        if (forced) {
            line.append(" --auth-force");
        }
        return line.toString();
    }

    private static String quoted(String text, Platform platform) {
        if (platform.isWindows()) {
            return PLAIN_ON_WINDOWS.matcher(text).matches() ? text : quotedOnWindows(text);
        }
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /**
     * In double quotes, which cmd and PowerShell both know. PowerShell needs a backtick before what is special in them;
     * cmd keeps that backtick, so the value is wrong there, but nothing runs. cmd still replaces {@code %NAME%}. A
     * double quote is left out: neither a path nor a URL can have one on Windows.
     */
    private static String quotedOnWindows(String text) {
        return '"' + SPECIAL_IN_POWERSHELL.matcher(text.replace("\"", "")).replaceAll("`$0") + '"';
    }
}
