package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.camel.main.Main;

/** Gives properties of a page to Camel Main, which refuses a name that is none of an option. */
final class SnippetProperties {

    private final Snippet snippet;
    private final Properties properties = new Properties();

    SnippetProperties(Snippet snippet) throws IOException {
        this.snippet = snippet;
        properties.load(new StringReader(snippet.text()));
    }

    void check() throws Exception {
        assertThat(properties).isNotEmpty();
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure().withRoutesIncludePattern("false");
        Set<String> known = optionsOfMain();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (name.startsWith("camel.management.") || name.startsWith("camel.metrics.")) {
                assertThat(known).contains(name); // needs a server, so that it is not given to Main
            } else if (name.startsWith("camel.")) {
                main.addInitialProperty(name, valueOf(name));
            } else {
                assertThat(snippet.pageText()).as("a route of the page uses it").contains("{{" + name + "}}");
            }
        }
        try {
            main.start();
        } finally {
            main.stop();
        }
    }

    /** A value for each placeholder. */
    private String valueOf(String name) {
        return properties.getProperty(name).replaceAll("\\{\\{.*?}}|\\$\\{.*?}", "value");
    }

    private static Set<String> optionsOfMain() throws IOException {
        try (InputStream metadata =
                Main.class.getResourceAsStream("/META-INF/camel-main-configuration-metadata.json")) {
            JsonNode options = new ObjectMapper().readTree(metadata).get("properties");
            return StreamSupport.stream(options.spliterator(), false)
                    .map(option -> dashed(option.get("name").asText()))
                    .collect(Collectors.toSet());
        }
    }

    private static String dashed(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
