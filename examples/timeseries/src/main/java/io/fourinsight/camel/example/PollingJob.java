package io.fourinsight.camel.example;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.main.Main;

/** Polls two series, from where it was the last time, until the process is ended, by {@code polling.properties}. */
public final class PollingJob implements AutoCloseable {

    private final Main main = new Main();

    /**
     * @param directory for the CSV files and the database
     * @param overrides of polling.properties
     */
    PollingJob(Path directory, Map<String, String> overrides) {
        main.setDefaultPropertyPlaceholderLocation("classpath:polling.properties");
        main.configure().addRoutesBuilder(PolledSouth.class);
        main.addOverrideProperty("directory", directory.toAbsolutePath().toString());
        overrides.forEach(main::addOverrideProperty);
    }

    /** The argument is the directory for the CSV files and the database. */
    public static void main(String[] arguments) throws Exception {
        try (PollingJob job = new PollingJob(Path.of(arguments[0]), Map.of())) {
            job.main.run();
        }
    }

    void start() {
        main.start();
    }

    @Override
    public void close() {
        main.stop();
    }
}
