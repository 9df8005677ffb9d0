package io.fourinsight.camel.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of code in a page of the documentation.
 *
 * @param line of the page at which it begins
 * @param language what the fence says, or nothing
 * @param around the paragraph before it and the one after it
 */
record Snippet(Path page, int line, String language, String text, String around) {

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]*)\n(.*?)^```$");
    private static final Pattern NOT_RUN = Pattern.compile("not\\s+run\\s+by\\s+a\\s+test");
    private static final Pattern TEST = Pattern.compile("]\\(([^)]*(?:Test|IT)\\.java)\\)");

    /** Of README, CONTRIBUTING, all of docs, and the examples' READMEs. */
    static List<Snippet> all() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> examples = Files.list(ROOT.resolve("examples"))) {
            return Stream.of(
                            Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
                            docs.filter(page -> page.toString().endsWith(".md")).filter(Snippet::isOurs),
                            examples.map(example -> example.resolve("README.md"))
                                    .filter(Files::exists))
                    .flatMap(pages -> pages)
                    .sorted()
                    .flatMap(page -> of(page).stream())
                    .toList();
        }
    }

    /** Not what a build has made, nor what npm has brought. */
    static boolean isOurs(Path file) {
        String path = file.toString();
        return !path.contains("/target/") && !path.contains("/node_modules/");
    }

    static List<Snippet> of(Path page) {
        String text = read(page);
        List<Snippet> snippets = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            String before = text.substring(0, block.start()).stripTrailing();
            String after = text.substring(block.end()).stripLeading();
            snippets.add(new Snippet(
                    page,
                    (int) before.lines().count() + 1,
                    block.group(1),
                    block.group(2),
                    before.substring(before.lastIndexOf("\n\n") + 1) + "\n" + after.split("\n\n", 2)[0]));
        }
        return snippets;
    }

    /** The first one of the page in that language which has the text. */
    static Snippet of(String page, String language, String text) {
        return of(ROOT.resolve(page)).stream()
                .filter(snippet ->
                        snippet.language.equals(language) && snippet.text().contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(page + " has no " + language + " with " + text));
    }

    /** Whether the page says beside it that no test runs it, or links to the test that does. */
    boolean isExcused() {
        return NOT_RUN.matcher(around).find() || linksToTest(around);
    }

    /** Whether the first paragraphs of its page link to a test: it runs all that is on the page. */
    boolean hasTestOfItsPage() {
        return linksToTest(pageText().split("\n## ", 2)[0]);
    }

    private boolean linksToTest(String text) {
        return TEST.matcher(text).results().anyMatch(link -> Files.exists(page.resolveSibling(link.group(1))));
    }

    /** The same, but its folders are below another one, so that a run leaves nothing behind. */
    Snippet within(Path directory) {
        String moved = text.replaceAll("file:(?=\\w)", "file:" + directory + "/")
                .replaceAll("jdbc:h2:file:\\./", "jdbc:h2:file:" + directory + "/");
        return new Snippet(page, line, language, moved, around);
    }

    String pageText() {
        return read(page);
    }

    @Override
    public String toString() {
        return ROOT.relativize(page) + ":" + line + " " + language;
    }

    static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
