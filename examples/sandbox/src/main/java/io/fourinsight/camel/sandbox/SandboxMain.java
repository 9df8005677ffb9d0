package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.reservoir.SeriesCatalogue;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts a sandbox from the command line, and says how to reach it and which series it has. */
@Command(
        name = "java -jar fourinsight-sandbox.jar",
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpAutoWidth = true,
        description =
                "Starts a local 4Insight on 127.0.0.1, and prints the properties that the component needs for it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"1:it could not start", "2:an option is missing or wrong"})
public final class SandboxMain implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;

    @Mixin
    private SandboxOptions options;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private Sandbox sandbox;

    SandboxMain(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs until the process is ended: the server's own thread keeps the JVM alive. */
    public static void main(String[] arguments) {
        int exitCode = new SandboxMain(System.out, System.err).run(arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** The exit code; 0 leaves a sandbox running, but for {@code --help}. */
    int run(String... arguments) {
        return new CommandLine(this)
                .setOut(new PrintWriter(out, true))
                .setParameterExceptionHandler((failure, given) -> complain(failure))
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure))
                .execute(arguments);
    }

    /** What runs, after a good {@link #run}. */
    Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public Integer call() {
        if (options.late != null && options.growth == null) {
            throw new ParameterException(spec.commandLine(), "--late needs --growth: it is about the series that grow");
        }
        sandbox = options.builder().start();
        options.faults.set(sandbox.faults());
        String properties = ReadyProperties.of(sandbox, options.secrets());
        out.print(properties);
        out.println();
        out.println("# What is in it, and what is done with it: " + sandbox.pageUrl());
        sandbox.series().forEach(series -> out.println(line(series)));
        if (options.properties != null) {
            write(properties, options.properties);
        }
        return 0;
    }

    /** A comment, so that all that is printed can be used as a file of properties. */
    private static String line(SeriesCatalogue.Entry series) {
        return "# %s  %-12s  %-36s  %s"
                .formatted(series.id(), series.about().kind(), series.about().name(), span(series));
    }

    private static String span(SeriesCatalogue.Entry series) {
        Optional<Instant> last = series.last();
        return last.isEmpty() ? "no samples" : series.first().orElseThrow() + " to " + last.get();
    }

    private void write(String properties, Path file) {
        try {
            Files.writeString(file, properties, StandardCharsets.UTF_8);
        } catch (IOException e) {
            sandbox.close();
            throw new UncheckedIOException("The properties cannot be written to " + file + ": " + e, e);
        }
        out.println("# The properties are in " + file.toAbsolutePath());
    }

    private int complain(ParameterException failure) {
        err.println(failure.getMessage());
        err.println("--help lists the options.");
        return USAGE;
    }

    /** Without a stack: these are no errors of the program. */
    private int explain(Exception failure) throws Exception {
        if (failure instanceof UncheckedIOException) {
            err.println(failure.getMessage());
            return FAILED;
        }
        throw failure;
    }
}
