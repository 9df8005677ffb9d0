package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, as its tests read it: sections, the code in the rows of their tables, blocks of code. */
final class Page {

    private static final Path DOCS = Path.of("../../docs");
    private static final Pattern CODE = Pattern.compile("^`([^`]*)`");

    private final String text;

    private Page(String text) {
        this.text = text;
    }

    static Page of(String name) {
        try {
            return new Page(Files.readString(DOCS.resolve(name)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** From a heading of the second level to the next one. */
    Page section(String heading) {
        Matcher section = Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "$(.*?)(?=^## |\\z)")
                .matcher(text);
        assertThat(section.find()).as(heading).isTrue();
        return new Page(section.group(1));
    }

    String text() {
        return text;
    }

    /** The rows that begin with code; of each cell the code that it begins with, or nothing. */
    List<List<String>> rows() {
        return text.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Pattern.compile("\\|")
                        .splitAsStream(line.substring(1))
                        .map(Page::code)
                        .toList())
                .filter(row -> !row.get(1).isEmpty()) // the head of a table
                .toList();
    }

    private static String code(String cell) {
        Matcher code = CODE.matcher(cell.strip());
        return code.find() ? code.group(1) : "";
    }

    /** The blocks of code in that language. */
    List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```")
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
