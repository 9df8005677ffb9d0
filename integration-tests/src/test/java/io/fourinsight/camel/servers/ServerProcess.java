package io.fourinsight.camel.servers;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server in a process of its own, which says in a line of its output where it listens and ends with this JVM.
 *
 * <p>Waiting for that line needs no port chosen beforehand, which another process could take meanwhile, and no asking
 * again and again whether the server is there yet.
 */
final class ServerProcess {

    /** Keycloak's very first start, on a machine with other things to do. */
    private static final long PATIENCE_SECONDS = 240;

    private static final long SECONDS_TO_END = 10;
    private static final int LINES_SHOWN = 40;

    private final Process process;
    private final Path log;
    private final CompletableFuture<URI> url = new CompletableFuture<>();

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a server and waits until it is up.
     *
     * @param ready matches the line in question; its first group is the URL
     * @param log takes what the server prints, of this start only
     */
    static URI start(ProcessBuilder command, Pattern ready, Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        ServerProcess server =
                new ServerProcess(command.redirectErrorStream(true).start(), log);
        Runtime.getRuntime().addShutdownHook(new Thread(server::end));
        Thread reader = new Thread(() -> server.read(ready), "log-of-" + log.getFileName());
        reader.setDaemon(true);
        reader.start();
        try {
            return server.url.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            server.end();
            throw new IOException("The server did not come up; the end of " + log + ":\n" + server.tail(), e);
        } catch (InterruptedException e) {
            server.end();
            throw new InterruptedIOException(e.getMessage());
        }
    }

    /** To the end of the output, long after the line was found: a server whose output nobody reads comes to a stop. */
    private void read(Pattern ready) {
        try (BufferedReader lines = process.inputReader();
                BufferedWriter copy = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                copy.append(line).append('\n').flush();
                Matcher matcher = ready.matcher(line);
                if (matcher.find()) {
                    url.complete(URI.create(matcher.group(1)));
                }
            }
            url.completeExceptionally(new IOException("It ended"));
        } catch (IOException e) {
            url.completeExceptionally(e);
        }
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }

    /** With its descendants: Keycloak's process is a script, and Java a child of it. */
    private void end() {
        List<ProcessHandle> processes = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        processes.forEach(ProcessHandle::destroy);
        processes.forEach(handle -> handle.onExit()
                .completeOnTimeout(handle, SECONDS_TO_END, TimeUnit.SECONDS)
                .join());
        processes.forEach(ProcessHandle::destroyForcibly);
    }
}
