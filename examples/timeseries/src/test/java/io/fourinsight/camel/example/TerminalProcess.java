package io.fourinsight.camel.example;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A process that has a terminal, as only Python can make one without native code; what is typed is seen in its output. */
final class TerminalProcess implements AutoCloseable {

    private static final String ON_A_TERMINAL =
            "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";

    private final Process process;
    private final StringBuilder output = new StringBuilder();

    private TerminalProcess(Process process) {
        this.process = process;
    }

    static boolean isPossible() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import pty, os; os.waitstatus_to_exitcode")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is none, which is all that was asked
        }
    }

    static TerminalProcess start(String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("python3", "-c", ON_A_TERMINAL));
        all.addAll(List.of(command));
        return new TerminalProcess(
                new ProcessBuilder(all).redirectErrorStream(true).start());
    }

    /** Reads on until the output has this, and gives all of it. */
    String awaitOutput(Pattern wanted) throws IOException {
        InputStream in = process.getInputStream();
        byte[] some = new byte[8192];
        while (!wanted.matcher(output).find()) {
            int length = in.read(some);
            if (length < 0) {
                throw new IOException("ended, without " + wanted + ": " + output);
            }
            output.append(new String(some, 0, length, StandardCharsets.UTF_8));
        }
        return output.toString();
    }

    void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits for the end. */
    int exitCode() throws IOException, InterruptedException {
        output.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new IOException("does not end: " + output);
        }
        return process.exitValue();
    }

    String output() {
        return output.toString();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
