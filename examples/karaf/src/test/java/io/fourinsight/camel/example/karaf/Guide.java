package io.fourinsight.camel.example.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page of the documentation that tells how to deploy to Karaf: the test does what it says. */
final class Guide {

    private static final Path PAGE = Path.of("../../docs/deploy/karaf.md");
    private static final String PROMPT = "karaf@root()> ";

    private final String text;

    private Guide(String text) {
        this.text = text;
    }

    static Guide read() throws IOException {
        return new Guide(Files.readString(PAGE));
    }

    /** What a section tells to type at Karaf's console. */
    List<String> commands(String section) {
        return section(section)
                .lines()
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> line.substring(PROMPT.length()))
                .toList();
    }

    /** The first block of code in a section. */
    List<String> code(String section, String language) {
        return only("(?ms)^```" + language + "\\n(.*?)^```", section(section), language + " in " + section)
                .lines()
                .toList();
    }

    private String section(String title) {
        return only("(?ms)^## " + Pattern.quote(title) + "$(.*?)(?=^## |\\z)", text, title);
    }

    private static String only(String pattern, String text, String what) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError(what + " is not in " + PAGE);
        }
        return matcher.group(1);
    }
}
