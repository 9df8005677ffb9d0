package io.fourinsight.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That the documentation lists every code of a session's error. */
class ErrorCodesTest {

    private static final Path SOURCES = Path.of("src/main/java/io/fourinsight/client/session");

    /** Where an error is made, up to its code; the code of a server's answer is no literal there. */
    private static final Pattern MADE = Pattern.compile(
            "(?:unavailable|busy|misconfigured|loginRequired|atStart"
                    + "|Unavailable|Misconfigured|LoginRequired|signInRequired)\\(\\s*(?:sessionKey,\\s*|Optional\\.of\\(tokens\\),\\s*)?\"([a-z]+(?:_[a-z]+)*)\"");

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z_]+)` \\| `[A-Z]", Pattern.MULTILINE);
    private static final Pattern JAVADOC = Pattern.compile("\\{@code[\\s*]+([a-z_]+)}");

    /** Given as examples of what a server says. */
    private static final Set<String> OF_SERVERS = Set.of("access_denied", "invalid_client");

    private static Set<String> made() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                codes.addAll(found(MADE, Files.readString(file)));
            }
        }
        return codes;
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> codes = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            codes.add(matcher.group(1));
        }
        return codes;
    }

    @Test
    void pageOnErrorsListsEveryCodeAndNoOther() throws IOException {
        assertThat(found(ROW, Files.readString(Path.of("../docs/errors.md")))).isEqualTo(made());
    }

    @Test
    void javadocOfTheCodeListsEveryCodeAndNoOther() throws IOException {
        String source = Files.readString(SOURCES.resolve("SessionException.java"));
        Set<String> listed = found(JAVADOC, source);
        listed.removeAll(OF_SERVERS);

        assertThat(listed).isEqualTo(made());
    }
}
