package io.fourinsight.client.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Another process that runs a class of these tests, and says how far it is, line by line. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    public ChildJvm(Class<?> main, String... arguments) throws IOException {
        this(command(main, arguments));
    }

    private ChildJvm(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** A child that can write no file beyond so many KiB: the nearest to a full disk that needs no disk. */
    public static ChildJvm withLargestFile(int kibibytes, Class<?> main, String... arguments) throws IOException {
        List<String> limited =
                new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kibibytes + " && exec \"$@\"", "child"));
        limited.addAll(command(main, arguments));
        return new ChildJvm(limited);
    }

    /** A child under another program, which runs the command that follows its own arguments. */
    public static ChildJvm under(List<String> program, Class<?> main, String... arguments) throws IOException {
        List<String> whole = new ArrayList<>(program);
        whole.addAll(command(main, arguments));
        return new ChildJvm(whole);
    }

    /** A child with so much heap at most, and a compiler that makes the best of its time. */
    public static ChildJvm withHeap(String heap, Class<?> main, String... arguments) throws IOException {
        List<String> command = command(main, arguments);
        command.remove("-XX:TieredStopAtLevel=1");
        command.add(1, "-Xmx" + heap);
        return new ChildJvm(command);
    }

    /** As {@link #withHeap}, with the collector that a server has unless it is told otherwise. */
    public static ChildJvm withG1(String heap, Class<?> main, String... arguments) throws IOException {
        List<String> command = command(main, arguments);
        command.remove("-XX:TieredStopAtLevel=1");
        command.set(command.indexOf("-XX:+UseSerialGC"), "-XX:+UseG1GC");
        command.add(1, "-Xmx" + heap);
        return new ChildJvm(command);
    }

    /** A child whose class path lacks the jars of these artifacts. */
    public static ChildJvm without(List<String> artifacts, Class<?> main, String... arguments) throws IOException {
        List<String> command = command(main, arguments);
        int path = command.indexOf("-cp") + 1;
        command.set(
                path,
                Arrays.stream(command.get(path).split(File.pathSeparator))
                        .filter(entry -> artifacts.stream().noneMatch(artifact -> isJar(entry, artifact)))
                        .collect(Collectors.joining(File.pathSeparator)));
        return new ChildJvm(command);
    }

    private static boolean isJar(String entry, String artifact) {
        return Path.of(entry).getFileName().toString().matches(Pattern.quote(artifact) + "-\\d.*\\.jar");
    }

    private static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // what Logback says of itself, such as of two configurations, is no answer of the child
                "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData", // a file of its own
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    public static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .map(ChildJvm::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    /** In the child: says a line to the parent. */
    public static void say(String line) throws IOException {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out); // stays open
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** In the child: waits until the parent says something; false if it is gone. */
    public static boolean await() throws IOException {
        return System.in.read() >= 0;
    }

    /** The next line of the child. */
    public String line() throws IOException {
        return output.readLine();
    }

    /** Lets the child go on that waits. */
    public void proceed() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    public void signal(String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("kill -" + name + " failed");
        }
    }

    /** Kills the child as a power cut would, without any of its clean-up, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new AssertionError("the child does not die");
        }
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the child was killed", e);
        }
    }
}
