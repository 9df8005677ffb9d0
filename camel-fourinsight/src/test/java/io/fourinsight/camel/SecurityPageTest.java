package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That each line of the threat model names a test, and that each test which it names exists. */
class SecurityPageTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]+Test)#([a-z][A-Za-z0-9]*)`");
    private static final Pattern HEADING = Pattern.compile("\\| what .*|\\|---.*");

    @Test
    void eachLineOfTheThreatModelNamesATest() throws IOException {
        List<String> lines =
                threatModel().lines().filter(line -> line.startsWith("|")).toList();
        assertThat(lines).hasSizeGreaterThan(20);
        assertThat(lines).filteredOn(line -> !HEADING.matcher(line).matches()).allSatisfy(line -> assertThat(line)
                .containsPattern(NAMED));
    }

    @Test
    void eachNamedTestExists() throws IOException {
        Map<String, List<Path>> sources = sources();
        List<MatchResult> named = NAMED.matcher(threatModel()).results().toList();
        assertThat(named).isNotEmpty();
        for (MatchResult test : named) {
            assertThat(sources.getOrDefault(test.group(1), List.of()))
                    .as(test.group())
                    .anySatisfy(source -> assertThat(source).content().contains("void " + test.group(2) + "("));
        }
    }

    private static String threatModel() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/security.md"));
        assertThat(page).contains("## Threat model");
        return page.substring(page.indexOf("## Threat model"));
    }

    /** The files of tests, by their class's name. */
    private static Map<String, List<Path>> sources() throws IOException {
        try (Stream<Path> modules = Stream.concat(Files.list(ROOT), Files.list(ROOT.resolve("examples")))) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SecurityPageTest::files)
                    .filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString().replace(".java", "")));
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
