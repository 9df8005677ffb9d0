package io.fourinsight.camel.example;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.main.Main;

/** Reads a day of a series as the person who has signed in, or signs in on the console first, by {@code user.properties}. */
public final class UserJob {

    private final Path directory;
    private final PrintStream out;

    UserJob(Path directory, PrintStream out) {
        this.directory = directory;
        this.out = out;
    }

    /**
     * The argument is the directory for the CSV file and, below it, the tokens; the system property {@code
     * sandbox.properties} names the file that the sandbox has written.
     */
    public static void main(String[] arguments) throws Exception {
        new UserJob(Path.of(arguments[0]), System.out).run(sandbox());
    }

    /** Where the sandbox is; its other properties are those of a service, and the job is a person's. */
    private static Map<String, String> sandbox() throws IOException {
        String file = System.getProperty("sandbox.properties");
        if (file == null) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        }
        return Map.of("sandbox", properties.getProperty("sandbox"));
    }

    /**
     * Returns when all is written.
     *
     * @param overrides of user.properties
     * @throws Exception if the route cannot start, as without a sign-in and a console, or its exchange failed
     */
    void run(Map<String, String> overrides) throws Exception {
        Outcome outcome = new Outcome();
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("classpath:user.properties");
        main.bind("outcome", outcome);
        main.bind("summary", new Summary(out));
        main.addOverrideProperty("directory", directory.toString());
        overrides.forEach(main::addOverrideProperty);
        main.run();
        outcome.requireGood(main.configure().getDurationMaxMessages());
    }
}
