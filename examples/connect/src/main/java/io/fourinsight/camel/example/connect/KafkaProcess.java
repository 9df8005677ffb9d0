package io.fourinsight.camel.example.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program of Kafka in a JVM of its own, which ends with this one. Its class path is Kafka's jars and nothing else. */
final class KafkaProcess implements AutoCloseable {

    private static final long SECONDS_TO_END = 10;
    private static final String LOGGING = "kafka-logback.xml";

    private final Process process;
    private final Path log;
    private final Thread hook;

    private KafkaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts a program with a file of properties as its argument.
     *
     * @param libraries the folder of Kafka's jars
     * @param directory for the file and the log; the log of an earlier process with the same name goes on
     */
    static KafkaProcess start(
            Path libraries, String program, String name, String heap, Map<String, String> properties, Path directory)
            throws IOException {
        Path log = directory.resolve(name + ".log");
        Path logging = directory.resolve(LOGGING);
        try (InputStream resource = KafkaProcess.class.getResourceAsStream("/" + LOGGING)) {
            Files.copy(resource, logging, StandardCopyOption.REPLACE_EXISTING);
        }
        Path file = write(properties, directory.resolve(name + ".properties"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=" + logging,
                        "-cp",
                        libraries.resolve("*").toString(),
                        program,
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new KafkaProcess(process, log);
    }

    /** Writes properties as programs of Kafka read them. */
    static Path write(Map<String, String> properties, Path file) throws IOException {
        return Files.writeString(
                file,
                new TreeMap<>(properties)
                        .entrySet().stream()
                                .map(property -> property.getKey() + "=" + property.getValue() + "\n")
                                .collect(Collectors.joining()));
    }

    /** Programs of Kafka want to know their port before they listen. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** @throws IllegalStateException with the end of its log, if it is not */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(log + " ended with " + process.exitValue() + ":\n" + tail());
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tail() {
        String all = log();
        return all.substring(Math.max(0, all.length() - 4_000));
    }

    /** The memory that the process has now, as Linux counts it. */
    long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** Ends it as {@code kill -9} does: it can do nothing more. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, SECONDS_TO_END, TimeUnit.SECONDS)
                .join();
        kill();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
