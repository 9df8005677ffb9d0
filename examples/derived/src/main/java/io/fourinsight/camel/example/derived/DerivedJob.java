package io.fourinsight.camel.example.derived;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.main.Main;

/** Derives series hour by hour, from where it was the last time, until the process is ended, by {@code application.properties}. */
public final class DerivedJob implements AutoCloseable {

    private final Main main = new Main();

    /**
     * @param directory for the database
     * @param overrides of application.properties
     */
    DerivedJob(Path directory, Map<String, String> overrides) {
        main.addOverrideProperty("directory", directory.toAbsolutePath().toString());
        overrides.forEach(main::addOverrideProperty);
    }

    /** The argument is the directory for the database. */
    public static void main(String[] arguments) throws Exception {
        try (DerivedJob job = new DerivedJob(Path.of(arguments[0]), Map.of())) {
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
