package io.fourinsight.camel.example.karaf;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK that Karaf 4.4 and our bundles run on.
 *
 * <p>Karaf asks for a Security Manager when it starts, and since JDK 24 there is none any more.
 */
record Jdk(Path home, int version) {

    private static final int OLDEST = 17;
    private static final int NEWEST = 23;

    /** What has to be there if none is found. */
    static final String WANTED = "a JDK of " + OLDEST + " to " + NEWEST;

    /** The one that karaf.java.home names, else the test's own, else one that is installed beside it. */
    static Optional<Jdk> find() {
        return candidates().stream().flatMap(home -> at(home).stream()).findFirst();
    }

    private static List<Path> candidates() {
        String chosen = System.getProperty("karaf.java.home", "");
        if (!chosen.isBlank()) {
            return List.of(Path.of(chosen));
        }
        Path own = Path.of(System.getProperty("java.home"));
        List<Path> homes = new ArrayList<>(List.of(own));
        try (Stream<Path> neighbours = Files.list(own.resolveSibling("."))) {
            neighbours.sorted().forEach(homes::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return homes;
    }

    /** A runtime without the tools of a JDK is none: the test looks into Karaf's process with one of them. */
    private static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/jcmd"))) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (InputStream text = Files.newInputStream(release)) {
            properties.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
        int feature = Integer.parseInt(version.split("[.+-]")[0]);
        return feature >= OLDEST && feature <= NEWEST ? Optional.of(new Jdk(home, feature)) : Optional.empty();
    }

    /** What the JDK's {@code jcmd} prints about a process. */
    List<String> ask(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(home.resolve("bin/jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = jcmd.inputReader(StandardCharsets.UTF_8)) {
            List<String> answer = lines.lines().toList();
            if (jcmd.waitFor() != 0) {
                throw new IOException("jcmd " + command + ": " + answer);
            }
            return answer;
        }
    }
}
