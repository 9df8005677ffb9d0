package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the documentation keeps up with the code. */
class DocsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path OPTIONS = ROOT.resolve("docs/options.md");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

    /** With {@code -Ddocs.update=true} the page is written anew, to be looked at and committed. */
    @Test
    void tablesOfOptionsAndHeadersAreThoseOfTheComponent() throws IOException {
        String page = Files.readString(OPTIONS);
        String current = OptionTables.read().update(page);
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(OPTIONS, current);
        }

        assertThat(current).as("run the test with -Ddocs.update=true").isEqualTo(Files.readString(OPTIONS));
    }

    static Stream<Path> pages() throws IOException {
        List<Path> pages;
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            pages = docs.filter(page -> page.toString().endsWith(".md"))
                    .filter(page -> !page.toString().contains("/node_modules/")) // of the site
                    .toList();
        }
        Stream<Path> ofRoot = Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
                .map(ROOT::resolve);
        return Stream.concat(ofRoot, pages.stream());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        Matcher links = LINK.matcher(Files.readString(page));
        while (links.find()) {
            assertThat(page.resolveSibling(links.group(1))).exists();
        }
    }
}
