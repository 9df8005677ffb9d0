package io.fourinsight.camel;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.fourinsight.camel.csv.FourInsightCsvDataFormat;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That each file in docs/ingest.md goes into the sandbox by its route, and the table of options is right. */
class IngestDocsTest {

    private static final Path PAGE = Path.of("..").toAbsolutePath().normalize().resolve("docs/ingest.md");
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern RESULT =
            Pattern.compile("`(<[^>]+>)` gets (\\d+) samples?: `(\\S+)` `(\\S+)`(?: to `(\\S+)` `(\\S+)`)?\\.");

    /** A file, its route, and what comes of it. */
    record Example(String title, String csv, String yaml, List<MatchResult> results) {

        static Example of(String section) {
            Map<String, String> blocks = BLOCK.matcher(section)
                    .results()
                    .collect(Collectors.toMap(block -> block.group(1), block -> block.group(2)));
            return new Example(
                    section.lines().findFirst().orElseThrow(),
                    blocks.get("csv"),
                    blocks.get("yaml"),
                    RESULT.matcher(section).results().toList());
        }

        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Example> examples() throws IOException {
        String page = Files.readString(PAGE);
        String files = page.substring(page.indexOf("## Files as people have them"));
        return Arrays.stream(files.split("\n### ")).skip(1).map(Example::of);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void fileGoesIntoTheSandboxByItsRoute(Example example) throws Exception {
        assertThat(example.yaml().lines().count()).isLessThanOrEqualTo(6);
        assertThat(example.results()).isNotEmpty();
        try (UploadRig rig = new UploadRig()) {
            rig.start("");
            Map<String, String> ids = new TreeMap<>();
            example.results().forEach(result -> ids.put(result.group(1), rig.create(null)));
            String yaml = example.yaml().replace("file:inbox", "direct:inbox");
            for (Map.Entry<String, String> id : ids.entrySet()) {
                yaml = yaml.replace(id.getKey(), id.getValue());
            }
            PluginHelper.getRoutesLoader(rig.context.camel())
                    .loadRoutes(ResourceHelper.fromString("example.yaml", yaml));

            Exchange sent =
                    rig.context.sendBody("inbox", example.csv().getBytes(charset(yaml)), Exchange.FILE_NAME, "log.csv");

            assertThat(sent.getException()).isNull();
            for (MatchResult result : example.results()) {
                check(rig.data(ids.get(result.group(1))), result);
            }
        }
    }

    private static Charset charset(String yaml) {
        Matcher charset = Pattern.compile("charset: ([\\w-]+)").matcher(yaml);
        return charset.find() ? Charset.forName(charset.group(1)) : StandardCharsets.UTF_8;
    }

    private static void check(TimeSeries series, MatchResult result) {
        assertThat(series.size()).isEqualTo(Integer.parseInt(result.group(2)));
        List<String> ends = new ArrayList<>(List.of(
                series.instant(0).toString(),
                series.text(0),
                series.instant(series.size() - 1).toString(),
                series.text(series.size() - 1)));
        boolean isOne = result.group(5) == null;
        assertThat(ends)
                .containsExactly(
                        result.group(3),
                        result.group(4),
                        isOne ? result.group(3) : result.group(5),
                        isOne ? result.group(4) : result.group(6));
    }

    /** With {@code -Ddocs.update=true} the page is written anew, to be looked at and committed. */
    @Test
    void tableOfOptionsIsThatOfTheDataFormat() throws IOException {
        String page = Files.readString(PAGE);
        String current = OptionTables.replace(page, "fourinsightCsv options", table());
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, current);
        }

        assertThat(current).as("run the test with -Ddocs.update=true").isEqualTo(Files.readString(PAGE));
    }

    private static String table() {
        JavaClass format = new ClassFileImporter().importClass(FourInsightCsvDataFormat.class);
        // in the order of the source, which the class file keeps
        Map<String, JavaField> options = format.getFields().stream()
                .filter(field -> field.isAnnotatedWith(Metadata.class.getName()))
                .collect(Collectors.toMap(JavaField::getName, Function.identity()));
        return Arrays.stream(FourInsightCsvDataFormat.class.getDeclaredFields())
                .filter(field -> options.containsKey(field.getName()))
                .map(field -> row(
                        field.getName(), options.get(field.getName()).getAnnotationOfType(Metadata.class.getName())))
                .collect(Collectors.joining("\n", "| option | default | meaning |\n|---|---|---|\n", "\n"));
    }

    private static String row(String name, JavaAnnotation<?> metadata) {
        String value = metadata.get("defaultValue").map(Object::toString).orElse("");
        String enums = metadata.get("enums").map(Object::toString).orElse("");
        String allowed = enums.isEmpty() ? "" : " One of `" + enums.replace(",", "`, `") + "`.";
        return "| `" + name + "` | " + (value.isEmpty() ? "" : "`" + value + "`") + " | "
                + metadata.get("description").map(Object::toString).orElseThrow() + allowed + " |";
    }
}
