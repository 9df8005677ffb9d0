package io.fourinsight.camel.benchmark.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of this JVM with jars in place of its folders, of which an archive of classes takes nothing. */
public record JarPath(Path folder, String classPath) implements AutoCloseable {

    public static JarPath make() throws IOException {
        Path folder = Files.createTempDirectory("fourinsight-jars");
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .map(entry -> Files.isDirectory(entry) ? jar(entry, folder) : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return new JarPath(folder, classPath);
    }

    private static Path jar(Path classes, Path folder) {
        try {
            Path jar = Files.createTempFile(folder, "classes", ".jar");
            int status = ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(System.err, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
            if (status != 0) {
                throw new IllegalStateException("no jar was made of " + classes);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<String> command(List<String> options, Class<?> main, String... arguments) {
        return Jvm.command(options, classPath, main, arguments);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
