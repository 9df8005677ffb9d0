package io.fourinsight.client.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a child asks of the operating system for the files below a folder, as {@code strace} sees it: so a test can tell
 * what no program can see of itself, such as whether bytes were forced to the disk before a name was changed.
 */
public final class DiskTrace {
    private static final List<String> STRACE = List.of("strace", "-f", "-qq", "-y", "-s", "0");
    private static final String CALLS =
            "trace=openat,open,creat,write,fsync,fdatasync,rename,renameat,renameat2,unlink";

    private static final Pattern CREATED = Pattern.compile("open(?:at)?\\(.*\"([^\"]+)\".*O_CREAT\\|O_EXCL.*, (0\\d+)");
    private static final Pattern OF_FILE = Pattern.compile("(write|fsync|fdatasync)\\(\\d+<([^>]+)>");
    private static final Pattern RENAMED = Pattern.compile("rename(?:at2?)?\\(.*\"([^\"]+)\".*\"([^\"]+)\"");
    private static final Pattern REMOVED = Pattern.compile("unlink\\(\"([^\"]+)\"");
    private static final Map<String, String> WORDS = Map.of("write", "write", "fsync", "force", "fdatasync", "force");

    private DiskTrace() {}

    /**
     * Skips the test where a process cannot be traced. A build server sets {@code CI}, and there a Linux without strace
     * fails the test: it must not go missing unheard.
     */
    public static void assumeTraceable(Path directory) throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "strace is for Linux");
        boolean works = works(directory.resolve("probe"));
        if (System.getenv("CI") != null) {
            assertThat(works).as("strace works on the build server").isTrue();
        }
        assumeTrue(works, "strace is not installed, or may not trace");
    }

    private static boolean works(Path output) throws IOException, InterruptedException {
        try {
            List<String> command = new ArrayList<>(STRACE);
            command.addAll(List.of("-o", output.toString(), "true"));
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is none
        }
    }

    /** Runs a class of these tests to its end and says what it did, such as {@code create a.tmp 0600}. */
    public static List<String> of(Path output, Path folder, Class<?> main, String... arguments) throws IOException {
        List<String> prefix = new ArrayList<>(STRACE);
        prefix.addAll(List.of("-e", CALLS, "-o", output.toString()));
        try (ChildJvm child = ChildJvm.under(prefix, main, arguments)) {
            for (String line = child.line(); line != null; line = child.line()) {
                if (line.equals("ready")) {
                    child.proceed();
                }
            }
        }
        List<String> steps = new ArrayList<>();
        for (String call : Files.readAllLines(output)) {
            if (call.contains(folder.toString())) {
                add(call, steps);
            }
        }
        return steps;
    }

    private static void add(String call, List<String> steps) {
        Matcher created = CREATED.matcher(call);
        Matcher ofFile = OF_FILE.matcher(call);
        Matcher renamed = RENAMED.matcher(call);
        Matcher removed = REMOVED.matcher(call);
        if (created.find()) {
            steps.add("create " + name(created.group(1)) + " " + created.group(2));
        } else if (ofFile.find()) {
            steps.add(WORDS.get(ofFile.group(1)) + " " + name(ofFile.group(2)));
        } else if (renamed.find()) {
            steps.add("rename " + name(renamed.group(1)) + " " + name(renamed.group(2)));
        } else if (removed.find()) {
            steps.add("remove " + name(removed.group(1)));
        }
    }

    private static String name(String path) {
        return Path.of(path).getFileName().toString();
    }
}
