package io.fourinsight.camel.example.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders of one Karaf instance, new for each run: its configuration and its data. The programs are those of the
 * unpacked distribution.
 */
final class KarafBase {

    private final Path home;
    private final Path base;

    private KarafBase(Path home, Path base) {
        this.home = home;
        this.base = base;
    }

    /** @param processing what Karaf shall take in place of which bundles */
    static KarafBase create(Path home, Path base, Path processing, Path mavenRepository) throws IOException {
        KarafBase karaf = new KarafBase(home, base);
        delete(base);
        Files.createDirectories(base.resolve("deploy"));
        Files.createDirectories(karaf.console().getParent());
        copy(home.resolve("etc"), karaf.etc(""));
        Files.copy(processing, karaf.etc("org.apache.karaf.features.xml"), StandardCopyOption.REPLACE_EXISTING);
        // The ports of SSH and JMX are fixed, and nothing here needs them.
        karaf.change("org.apache.karaf.features.cfg", "featuresBoot", boot -> without(boot, "(ssh|management)/.*"));
        karaf.change(
                "org.ops4j.pax.url.mvn.cfg",
                "org.ops4j.pax.url.mvn.repositories",
                all -> without(all, ".*@noreleases"));
        karaf.append(
                "org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.localRepository = " + slashes(mavenRepository));
        return karaf;
    }

    Path home() {
        return home;
    }

    Path path() {
        return base;
    }

    Path etc(String file) {
        return base.resolve("etc").resolve(file);
    }

    Path log() {
        return base.resolve("data/log/karaf.log");
    }

    /** What Karaf has printed, and what was typed. */
    Path console() {
        return base.resolve("data/log/console.log");
    }

    private void append(String file, String line) throws IOException {
        Files.writeString(etc(file), Files.readString(etc(file)) + "\n" + line + "\n");
    }

    /** Changes the value of a property, which may go over several lines, and leaves the rest of the file as it is. */
    private void change(String file, String key, UnaryOperator<String> change) throws IOException {
        String text = Files.readString(etc(file));
        Matcher property = Pattern.compile("(?m)^\\s*" + Pattern.quote(key) + "\\s*=((?:.*\\\\\\R)*.*)$")
                .matcher(text);
        if (!property.find()) {
            throw new IOException(key + " is not in " + etc(file));
        }
        String value = property.group(1).replaceAll("\\\\\\R", "");
        Files.writeString(
                etc(file),
                text.substring(0, property.start()) + key + " = " + change.apply(value)
                        + text.substring(property.end()));
    }

    private static String without(String list, String unwanted) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(entry -> !entry.matches(unwanted))
                .collect(Collectors.joining(", "));
    }

    /** In a properties file a backslash would begin an escape. */
    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
