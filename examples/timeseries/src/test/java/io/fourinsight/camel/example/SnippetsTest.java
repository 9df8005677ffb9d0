package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.fourinsight.camel.sandbox.Sandbox;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/**
 * Tries each block of code in the documentation: routes start, properties are taken, Java compiles, what commands name is
 * there. A block that cannot be tried says so beside it, or links to the test that runs it.
 */
class SnippetsTest {

    private static Sandbox sandbox;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startSandbox() {
        sandbox = Sandbox.start();
    }

    @AfterAll
    static void closeSandbox() {
        sandbox.close();
    }

    static Stream<Snippet> snippets() throws IOException {
        return Snippet.all().stream();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void snippetIsRightOrSaysThatItIsNotRun(Snippet written) throws Exception {
        Snippet snippet = written.within(directory);
        if (snippet.hasTestOfItsPage()
                || snippet.isExcused() && !snippet.language().equals("java")) {
            return;
        }
        switch (snippet.language()) {
            case "yaml" -> new SnippetRoutes(sandbox, directory).startYaml(snippet);
            case "java" -> {
                Class<?> compiled = JavaSnippet.compile(snippet, directory);
                if (!snippet.isExcused()) {
                    new SnippetRoutes(sandbox, directory).startJava(snippet, compiled);
                }
            }
            case "properties" -> new SnippetProperties(snippet).check();
            case "sh" -> SnippetCommands.check(snippet);
            case "xml" -> parse(snippet.text());
            case "sql" -> execute(snippet.text());
            case "console" -> assertThat(snippet.page()).hasFileName("karaf.md"); // GuideTest types what stands there
            case "text" -> assertThat(snippet.text()).doesNotContainPattern("(?m)^(mvn |java |camel |from\\(|- \\w+:)");
            default ->
                fail(
                        "'%s' is no language that is tried here; say beside it that it is not run by a test",
                        snippet.language());
        }
    }

    /** A piece of a pom.xml has no root of its own. */
    private static void parse(String xml) throws Exception {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        parsers.newDocumentBuilder().parse(new InputSource(new StringReader("<root>" + xml + "</root>")));
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:snippet");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
