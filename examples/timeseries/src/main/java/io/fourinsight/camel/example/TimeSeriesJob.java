package io.fourinsight.camel.example;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.main.Main;

/** Runs the routes north and south until each has written its days, by {@code application.properties}. */
public final class TimeSeriesJob {

    private final Path directory;
    private final PrintStream out;

    TimeSeriesJob(Path directory, PrintStream out) {
        this.directory = directory;
        this.out = out;
    }

    /** Runs the job against 4Insight; the argument is the directory for the CSV files. */
    public static void main(String[] arguments) throws Exception {
        new TimeSeriesJob(Path.of(arguments[0]), System.out).run(Map.of());
    }

    /**
     * Returns when all is written.
     *
     * @param overrides of application.properties
     * @throws Exception if the routes cannot start, if an exchange failed, or if it took too long
     */
    void run(Map<String, String> overrides) throws Exception {
        removeOldFiles();
        Outcome outcome = new Outcome();
        Main main = new Main();
        main.bind("outcome", outcome);
        main.bind("summary", new Summary(out));
        main.configure().addRoutesBuilder(SouthRoute.class);
        main.addOverrideProperty("directory", directory.toString());
        overrides.forEach(main::addOverrideProperty);
        main.run();
        outcome.requireGood(main.configure().getDurationMaxMessages());
    }

    /** The routes append, so what a run before has left would stay in front. */
    private void removeOldFiles() throws IOException {
        Files.createDirectories(directory);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.csv")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }
}
