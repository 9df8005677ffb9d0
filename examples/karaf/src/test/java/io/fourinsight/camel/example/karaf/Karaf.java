package io.fourinsight.camel.example.karaf;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Karaf in a process of its own, operated as a user does: by what is typed at its console.
 *
 * <p>It ends with this JVM, however that ends: the console ends Karaf when its input does.
 */
final class Karaf implements AutoCloseable {

    /** An installation may have to download Camel. */
    private static final long PATIENCE_SECONDS = 240;

    private static final long SECONDS_TO_END = 30;
    private static final String COLOURS = "\\x1b\\[[0-9;?]*[a-zA-Z]";
    private static final String ENDED = "\n";

    private final KarafBase base;
    private final Process process;
    private final BufferedWriter console;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private int commands;

    private Karaf(KarafBase base, Process process) {
        this.base = base;
        this.process = process;
        this.console = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts Karaf and waits until it knows its commands; the environment is added to that of the test. */
    static Karaf start(KarafBase base, Jdk jdk, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder command =
                new ProcessBuilder(base.home().resolve("bin/karaf").toString(), "client");
        Map<String, String> variables = command.environment();
        // else those of a Karaf that somebody runs on this machine
        variables.keySet().removeIf(name -> name.startsWith("KARAF_") || name.startsWith("JAVA_"));
        variables.put("KARAF_BASE", base.path().toString());
        variables.put("KARAF_EXEC", "exec"); // the JVM takes the place of the script
        variables.put("JAVA_HOME", jdk.home().toString());
        variables.put("JAVA_MAX_MEM", "512m");
        variables.put("TERM", "dumb");
        variables.putAll(environment);
        Karaf karaf = new Karaf(base, command.redirectErrorStream(true).start());
        Thread reader = new Thread(karaf::read, "karaf-console");
        reader.setDaemon(true);
        reader.start();
        // The console is there before the features that bring its commands; this is said when they are.
        FolderWatch.words(base.log(), "| Done.");
        return karaf;
    }

    long pid() {
        return process.pid();
    }

    /** What a command prints, between prompts and itself; fails with Karaf's own words if it cannot be executed. */
    List<String> run(String command) throws IOException, InterruptedException {
        String end = "end-of-" + ++commands;
        console.write(command + "\necho \"end\"-of-" + commands + "\n");
        console.flush();
        List<String> output = new ArrayList<>();
        // Not the whole line: when Karaf is busy, prompts come in between.
        for (String line = next(command); !line.endsWith(end); line = next(command)) {
            if (line.contains("Error executing command") || line.contains("Command not found")) {
                throw new AssertionError(command + "\n" + line + "\n" + log());
            }
            output.add(line);
        }
        return output;
    }

    private String next(String command) throws InterruptedException {
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null || line.equals(ENDED)) {
            throw new AssertionError(
                    (line == null ? "Still running: " : "Karaf has ended at ") + command + "\n" + log());
        }
        return line;
    }

    private String log() {
        try {
            return Files.exists(base.log()) ? Files.readString(base.log()) : "There is no log.";
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter log = Files.newBufferedWriter(base.console())) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String plain = line.replaceAll(COLOURS, "").stripTrailing();
                log.append(plain).append('\n').flush();
                lines.add(plain);
            }
        } catch (IOException e) {
            lines.add(e.toString());
        } finally {
            lines.add(ENDED);
        }
    }

    @Override
    public void close() throws IOException {
        console.close();
        process.onExit()
                .completeOnTimeout(process, SECONDS_TO_END, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }
}
