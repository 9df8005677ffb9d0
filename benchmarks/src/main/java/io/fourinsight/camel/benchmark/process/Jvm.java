package io.fourinsight.camel.benchmark.process;

import io.fourinsight.camel.benchmark.measure.Rounds;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Starts further JVMs like this one. */
public final class Jvm {

    private Jvm() {}

    public static List<String> command(List<String> options, Class<?> main, String... arguments) {
        return command(options, System.getProperty("java.class.path"), main, arguments);
    }

    public static List<String> command(List<String> options, String classPath, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add("-Drounds=" + Rounds.count());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs a command to its end; what it says of errors goes where this process says it. */
    public static String firstLine(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
            String line = output.readLine();
            int status = process.waitFor();
            if (line == null || status != 0) {
                throw new IOException("A process ended with " + status + " and said " + line + ": " + command);
            }
            return line;
        }
    }
}
