package io.fourinsight.camel.example.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.main.Main;

/** A section of docs/recipes.md: its blocks, and a Camel Main that runs them as they are shown, but with shorter pauses. */
record Recipe(String section) {

    private static final Path PAGE = Path.of("../../docs/recipes.md");
    private static final String SHARED = "What all of them share";

    /** Where a consumer has its options; the next line begins as deep. */
    private static final Pattern CONSUMER =
            Pattern.compile("from:\n +uri: (?:master:\\w+:)?fourinsight:timeseries\n +parameters:\n( +)");

    static Recipe named(String heading) {
        Matcher section = Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "\n(.*?)(?=^## |\\z)")
                .matcher(page());
        assertThat(section.find()).as(heading).isTrue();
        return new Recipe(section.group(1));
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The block in that language. */
    String block(String language) {
        Matcher block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```").matcher(section);
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }

    /**
     * A Main that runs the recipe.
     *
     * @param directory what begins with {@code ./} on the page is in it
     * @param settings go before the properties of the page; as text, those of the sandbox among them
     */
    Main main(Path directory, String settings, Map<String, String> more) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(in(directory, named(SHARED).block("properties"))));
        if (section.contains("```properties\n")) {
            properties.load(new StringReader(in(directory, block("properties"))));
        }
        properties.load(new StringReader(settings));
        properties.putAll(more);
        Path routes = Files.createTempFile(directory, "recipe", ".yaml");
        Files.writeString(routes, hurried(in(directory, block("yaml"))));
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        properties.forEach((name, value) -> main.addInitialProperty(name.toString(), value.toString()));
        main.addInitialProperty("camel.main.routes-include-pattern", "file:" + routes);
        main.addInitialProperty("camel.main.shutdown-timeout", "10");
        return main;
    }

    private static String in(Path directory, String text) {
        return text.replace("file:./", "file:" + directory + "/");
    }

    /** What comes each minute comes at once. */
    private static String hurried(String routes) {
        return CONSUMER.matcher(routes)
                .replaceAll("$0delay: 50\n$1initialDelay: 0\n$1")
                .replace("delay: 60000", "delay: 50")
                .replace("period: 1m", "period: 100");
    }
}
