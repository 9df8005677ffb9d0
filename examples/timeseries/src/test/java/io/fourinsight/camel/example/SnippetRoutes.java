package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.fourinsight.camel.sandbox.ReadyProperties;
import io.fourinsight.camel.sandbox.Sandbox;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.camel.Processor;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.spring.spi.SpringTransactionPolicy;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Starts routes of a page on a sandbox, with all that they write below a directory. */
final class SnippetRoutes {

    private static final Pattern ROUTE = Pattern.compile("(?m)^- (?:route|from):");

    private final Sandbox sandbox;
    private final Path directory;

    SnippetRoutes(Sandbox sandbox, Path directory) {
        this.sandbox = sandbox;
        this.directory = directory;
    }

    /** A route, or steps, which then are those of a route. */
    void startYaml(Snippet snippet) throws Exception {
        assertThat(snippet.text())
                .as("YAML that is no route is not run by a test; say so")
                .startsWith("- ");
        String routes = ROUTE.matcher(snippet.text()).find()
                ? snippet.text()
                : "- from:\n    uri: direct:snippet\n    steps:\n"
                        + snippet.text().indent(6);
        Main main = main(snippet);
        main.configure()
                .withRoutesIncludePattern("file:" + Files.writeString(directory.resolve("snippet.camel.yaml"), routes));
        start(main);
    }

    /** Does nothing with a class that is no route. */
    void startJava(Snippet snippet, Class<?> compiled) throws Exception {
        if (!RoutesBuilder.class.isAssignableFrom(compiled)) {
            return;
        }
        var constructor = compiled.getDeclaredConstructor();
        constructor.setAccessible(true);
        Main main = main(snippet);
        main.configure().withRoutesIncludePattern("false");
        main.configure().addRoutesBuilder((RoutesBuilder) constructor.newInstance());
        start(main);
    }

    private static void start(Main main) throws Exception {
        try {
            main.start();
            assertThat(main.getCamelContext().getRoutes()).allSatisfy(route -> assertThat(main.getCamelContext()
                            .getRouteController()
                            .getRouteStatus(route.getRouteId())
                            .isStarted())
                    .as(route.getRouteId())
                    .isTrue());
        } finally {
            main.stop();
        }
    }

    private Main main(Snippet snippet) throws Exception {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        Properties properties = new Properties();
        properties.load(new StringReader(ReadyProperties.of(sandbox)));
        String series = properties.getProperty("sandbox.series-id");
        properties.putAll(ofThePage(snippet));
        // what pages leave to their readers
        for (String name : new String[] {"levels.series-id", "series-id", "x.series-id"}) {
            properties.setProperty(name, series);
        }
        properties.setProperty("y.series-id", properties.getProperty("sandbox.other-series-id"));
        properties.setProperty("campaign-id", properties.getProperty("sandbox.campaign-id"));
        properties.setProperty("client-id", Sandbox.CLIENT_ID);
        properties.setProperty("client-secret", Sandbox.CLIENT_SECRET);
        properties.setProperty("first-day", "now/d-1d");
        properties.stringPropertyNames().forEach(name -> main.addInitialProperty(name, properties.getProperty(name)));
        main.addInitialProperty("camel.main.shutdown-timeout", "5");
        bindDatabase(main);
        main.bind("summary", (Processor) exchange -> {});
        return main;
    }

    /** The settings of its own routes; those of Camel are for {@link SnippetProperties}. */
    private Properties ofThePage(Snippet snippet) throws Exception {
        Properties properties = new Properties();
        for (Snippet other : Snippet.of(snippet.page())) {
            if (other.language().equals("properties")) {
                properties.load(new StringReader(other.within(directory).text()));
            }
        }
        properties.replaceAll((name, value) -> name.toString().endsWith("directory")
                ? directory.resolve(value.toString()).toString()
                : value);
        properties.keySet().removeIf(name -> name.toString().startsWith("camel."));
        return properties;
    }

    private void bindDatabase(Main main) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + directory.getFileName());
        SpringTransactionPolicy required = new SpringTransactionPolicy();
        required.setTransactionManager(new DataSourceTransactionManager(database));
        main.bind("database", database);
        main.bind("required", required);
    }
}
