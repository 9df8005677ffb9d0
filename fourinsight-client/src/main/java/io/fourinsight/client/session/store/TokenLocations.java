package io.fourinsight.client.session.store;

import io.fourinsight.client.base.HostNames;
import io.fourinsight.client.base.Platform;
import io.fourinsight.client.base.Sha256;
import io.fourinsight.client.session.Service;
import io.fourinsight.client.session.SessionKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the token file of a session: the one that the Python packages use, wherever they have one.
 *
 * <pre>
 *                 4Insight API                          DataReservoir
 * Linux           ~/.fourinsight/api                    ${XDG_DATA_HOME:-~/.local/share}/datareservoirio
 * macOS           ~/.config/.fourinsight/api            ~/Library/Application Support/datareservoirio
 * Windows         %USERPROFILE%\.fourinsight\api        %LOCALAPPDATA%\datareservoirio\datareservoirio
 * tokenDirectory  &lt;tokenDirectory&gt;/api                  &lt;tokenDirectory&gt;/reservoir
 *
 * prod            token[.key]                           token.PROD[.key]
 * qa              qa/token[.key]                        token.QA[.key]
 * another URL     at-&lt;host&gt;_&lt;port&gt;-&lt;hash&gt;/token[.key]   at-&lt;host&gt;_&lt;port&gt;-&lt;hash&gt;/token[.key]
 * </pre>
 *
 * <p>A file belongs to one service at one URL. The name {@code api/token} says nothing of an environment; it is taken
 * as prod's, and every other environment and URL has a folder of its own, so that no token of a test system is sent to
 * production or replaces one there.
 */
public final class TokenLocations {
    private static final Set<String> ENVIRONMENTS = Set.of("prod", "qa", "test", "dev");
    private static final int LONGEST_HOST = 60;
    private static final int HASH_LENGTH = 8;

    /** Names that Windows takes for devices, with any extension. */
    private static final Pattern RESERVED =
            Pattern.compile("(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?", Pattern.CASE_INSENSITIVE);

    /**
     * Where the tokens of one session are.
     *
     * @param root the folder that the user or the operating system chose; what is below it is ours and must not be a link
     * @param file the token file itself
     */
    public record Location(Path root, Path file) {
        public Location {
            if (!file.startsWith(root) || file.getNameCount() - root.getNameCount() < 2) {
                throw new IllegalArgumentException(file + " is not in a folder below " + root);
            }
        }

        String fileName() {
            return Objects.requireNonNull(file.getFileName()).toString(); // it is below the root
        }

        /** The folder of the file. */
        Path folder() {
            return Objects.requireNonNull(file.getParent()); // it is below the root
        }
    }

    private final Platform platform;
    private final @Nullable Path tokenDirectory;

    /**
     * @param tokenDirectory null for the folders of the operating system
     */
    public TokenLocations(Platform platform, @Nullable Path tokenDirectory) {
        this.platform = platform;
        this.tokenDirectory =
                tokenDirectory == null ? null : tokenDirectory.toAbsolutePath().normalize();
    }

    /**
     * The file for a service at the URL that its environment has.
     *
     * @param environment prod, qa, test or dev, in any case
     * @param sessionKey may be null
     * @throws IllegalArgumentException if the environment or the session key is not allowed
     */
    public Location ofEnvironment(Service service, String environment, @Nullable String sessionKey) {
        String name = environment.toLowerCase(Locale.ROOT);
        if (!ENVIRONMENTS.contains(name)) {
            throw new IllegalArgumentException("Environment '" + environment + "' is not one of " + ENVIRONMENTS);
        }
        String suffix = suffix(sessionKey);
        if (service == Service.RESERVOIR) {
            return at(service, "token." + name.toUpperCase(Locale.ROOT) + suffix);
        }
        return name.equals("prod") ? at(service, "token" + suffix) : at(service, name, "token" + suffix);
    }

    /**
     * The file for a service at a URL that is no environment's own.
     *
     * @param sessionKey may be null
     * @throws IllegalArgumentException if the URL has no host or the session key is not allowed
     */
    public Location ofUrl(Service service, URI url, @Nullable String sessionKey) {
        return at(service, folderName(url), "token" + suffix(sessionKey));
    }

    private static String suffix(@Nullable String sessionKey) {
        if (sessionKey == null) {
            return "";
        }
        SessionKeys.validate("sessionKey", sessionKey);
        if (RESERVED.matcher(sessionKey).matches()) {
            throw new IllegalArgumentException("sessionKey '" + sessionKey
                    + "' is not allowed: Windows reserves CON, PRN, AUX, NUL, COM0 to COM9 and LPT0 to LPT9");
        }
        return "." + sessionKey;
    }

    private static String folderName(URI url) {
        if (url.getHost() == null || url.getScheme() == null) {
            throw new IllegalArgumentException(
                    HostNames.flaw(url).orElse("the URL of a service needs a scheme and a host"));
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        int port = port(url);
        String path = url.getPath() == null ? "" : url.getPath().replaceAll("/+$", "");
        // the readable part is for people; two APIs below one host and port differ in the hash
        String hash = Sha256.hex(url.getScheme().toLowerCase(Locale.ROOT) + "://" + host + ":" + port + path)
                .substring(0, HASH_LENGTH);
        String readable = host.replaceAll("[^a-z0-9.-]", "_");
        return "at-" + readable.substring(0, Math.min(readable.length(), LONGEST_HOST)) + "_" + port + "-" + hash;
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return url.getScheme().equalsIgnoreCase("http") ? 80 : 443;
    }

    private Location at(Service service, String... names) {
        Path root = root(service);
        Path file = folder(service, root);
        for (String name : names) {
            file = file.resolve(name);
        }
        return new Location(root, file);
    }

    private Path root(Service service) {
        if (tokenDirectory != null) {
            return tokenDirectory;
        }
        if (service == Service.RESERVOIR) {
            return platform.dataHome();
        }
        return platform.isMac() ? platform.home().resolve(".config") : platform.home();
    }

    private Path folder(Service service, Path root) {
        if (tokenDirectory != null) {
            return root.resolve(service == Service.API ? "api" : "reservoir");
        }
        if (service == Service.API) {
            return root.resolve(".fourinsight").resolve("api");
        }
        // appdirs puts an author's folder above the application's on Windows; without an author they have one name
        Path folder = root.resolve("datareservoirio");
        return platform.isWindows() ? folder.resolve("datareservoirio") : folder;
    }
}
