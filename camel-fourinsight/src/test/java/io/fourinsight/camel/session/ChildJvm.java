package io.fourinsight.camel.session;

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
    static ChildJvm withLargestFile(int kibibytes, Class<?> main, String... arguments) throws IOException {
        List<String> limited =
                new ArrayList<>(List.of("bash", "-c", "ulimit -f " + kibibytes + " && exec \"$@\"", "child"));
        limited.addAll(command(main, arguments));
        return new ChildJvm(limited);
    }

    /** A child with so much heap at most, and a compiler that makes the best of its time. */
    public static ChildJvm withHeap(String heap, Class<?> main, String... arguments) throws IOException {
        List<String> command = command(main, arguments);
        command.remove("-XX:TieredStopAtLevel=1");
        command.add(1, "-Xmx" + heap);
        return new ChildJvm(command);
    }

    private static List<String> command(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData", // a file of its own
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static URL[] classPath() {
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
    public void close() throws InterruptedException {
        kill();
    }
}
