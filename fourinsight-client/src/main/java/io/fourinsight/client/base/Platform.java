package io.fourinsight.client.base;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The operating system and user that a program runs for, as far as they decide where a user's files are.
 *
 * @param osName as in the system property {@code os.name}
 * @param userHome as in the system property {@code user.home}
 * @param environment the environment variables
 */
public record Platform(String osName, String userHome, Map<String, String> environment) {
    /** What Java says when the user id has no name, as usual in a container. */
    private static final String UNKNOWN = "?";

    public static Platform current() {
        return new Platform(System.getProperty("os.name"), System.getProperty("user.home"), System.getenv());
    }

    public boolean isWindows() {
        return osName.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    public boolean isMac() {
        return osName.toLowerCase(Locale.ROOT).startsWith("mac");
    }

    /** The user's home. */
    public Path home() {
        Optional<Path> profile = isWindows() ? folder("USERPROFILE") : Optional.empty();
        if (profile.isPresent()) {
            return profile.get();
        }
        boolean known = userHome != null && !userHome.isEmpty() && !userHome.equals(UNKNOWN);
        return known
                ? Path.of(userHome)
                : folder("HOME")
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "The user has no home folder: set tokenDirectory, and cacheDirectory if there is a cache"));
    }

    /**
     * Where programs of this user keep their data, as Python's {@code appdirs.user_data_dir} has it: seen on Linux,
     * assumed for macOS and Windows.
     */
    public Path dataHome() {
        if (isWindows()) {
            return folder("LOCALAPPDATA")
                    .orElseGet(() -> home().resolve("AppData").resolve("Local"));
        }
        if (isMac()) {
            return home().resolve("Library").resolve("Application Support");
        }
        // the XDG base directory specification wants a relative one to be ignored
        return folder("XDG_DATA_HOME").filter(Path::isAbsolute).orElseGet(() -> home().resolve(".local")
                .resolve("share"));
    }

    /** Where programs of this user keep what they can do without. */
    public Path cacheHome() {
        if (isWindows()) {
            return folder("LOCALAPPDATA")
                    .orElseGet(() -> home().resolve("AppData").resolve("Local"));
        }
        if (isMac()) {
            return home().resolve("Library").resolve("Caches");
        }
        return folder("XDG_CACHE_HOME").filter(Path::isAbsolute).orElseGet(() -> home().resolve(".cache"));
    }

    private Optional<Path> folder(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
