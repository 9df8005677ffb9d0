package io.fourinsight.camel.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for what commands of a page name: modules, profiles, tests, jars, scripts, files of the page. */
final class SnippetCommands {

    private static final Pattern PROFILES = Pattern.compile(" -P([\\w,-]+)");
    private static final Pattern MODULES = Pattern.compile(" -pl ([\\w,/-]+)");
    private static final Pattern TESTS = Pattern.compile(" -Dtest='?([\\w*,]+)");
    private static final Pattern JAR = Pattern.compile("-jar (\\S+)/target/(\\S+)");
    private static final Pattern SCRIPT = Pattern.compile("(?:^|\\s)(\\.ci/\\w+)");
    private static final Pattern KNOWN = Pattern.compile("mvn |java |export [A-Z_]+=|camel run |\\.ci/\\w+");

    private SnippetCommands() {}

    static void check(Snippet snippet) throws IOException {
        List<String> commands = snippet.text()
                .replace("\\\n", " ")
                .lines()
                .map(line -> line.replaceAll("\\s+#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        assertThat(commands).isNotEmpty();
        for (String command : commands) {
            assertThat(KNOWN.matcher(command).lookingAt())
                    .as("'%s' is no command that is tried here; say beside it that it is not run by a test", command)
                    .isTrue();
            check(command, snippet);
        }
    }

    private static void check(String command, Snippet snippet) throws IOException {
        for (String module : names(MODULES, command)) {
            assertThat(Snippet.ROOT.resolve(module).resolve("pom.xml")).exists();
        }
        for (String profile : names(PROFILES, command)) {
            assertThat(poms()).as("profile " + profile).anyMatch(pom -> pom.contains("<id>" + profile + "</id>"));
        }
        for (String test : names(TESTS, command)) {
            assertThat(testClasses()).as("tests " + test).anyMatch(name -> name.matches(test.replace("*", ".*")));
        }
        for (String script : names(SCRIPT, command)) {
            assertThat(Snippet.ROOT.resolve(script)).isExecutable();
        }
        for (MatchResult jar : JAR.matcher(command).results().toList()) {
            assertThat(Snippet.ROOT.resolve(jar.group(1)).resolve("pom.xml")).exists();
        }
        if (command.startsWith("camel run ")) {
            for (String file :
                    command.substring("camel run ".length()).split(" --")[0].split(" ")) {
                assertThat(snippet.pageText()).contains("`" + file + "`");
            }
        }
    }

    private static List<String> names(Pattern pattern, String command) {
        return pattern.matcher(command)
                .results()
                .flatMap(list -> Stream.of(list.group(1).split(",")))
                .toList();
    }

    private static List<String> poms() throws IOException {
        try (Stream<Path> files = sources()) {
            return files.filter(file -> file.endsWith("pom.xml"))
                    .map(Snippet::read)
                    .toList();
        }
    }

    private static List<String> testClasses() throws IOException {
        try (Stream<Path> files = sources()) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .toList();
        }
    }

    private static Stream<Path> sources() throws IOException {
        return Files.walk(Snippet.ROOT).filter(Snippet::isOurs);
    }
}
