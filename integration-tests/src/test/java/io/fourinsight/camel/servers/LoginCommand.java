package io.fourinsight.camel.servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The login command as users run it: its one jar, in a process of its own. */
final class LoginCommand implements AutoCloseable {

    private static final Pattern PAGE = Pattern.compile("Sign in on this page: (\\S+)");
    private static final long MOST_SECONDS = 30;

    private final Process process;
    private final BufferedReader lines;
    private final List<String> output = new ArrayList<>();

    private LoginCommand(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    static Path jar() {
        return Path.of(System.getProperty("login.jar"));
    }

    static void check() {
        if (Files.notExists(jar())) {
            Missing.because(jar().normalize() + " does not exist; run Maven to the phase verify");
        }
    }

    /** @param variables those of the shell that the command reads */
    static LoginCommand start(Map<String, String> variables, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true", // else it opens a page on the screen of the person that runs this
                "-jar",
                jar().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("FOURINSIGHT_"));
        builder.environment().putAll(variables);
        return new LoginCommand(builder.start());
    }

    /** Waits for the page that the command wants to be opened. */
    URI page() throws IOException {
        for (String line = next(); line != null; line = next()) {
            Matcher matcher = PAGE.matcher(line);
            if (matcher.matches()) {
                return URI.create(matcher.group(1));
            }
        }
        throw new AssertionError("it wants no page to be opened: " + output);
    }

    /** Waits for the end; all that it said. */
    String output() throws IOException {
        while (next() != null) {
            // next() keeps it
        }
        return String.join("\n", output);
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not come to an end");
        }
        return process.exitValue();
    }

    private String next() throws IOException {
        String line = lines.readLine();
        if (line != null) {
            output.add(line);
        }
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
