package io.fourinsight.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Connector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That docs/connect.md has the properties of both connectors. */
class ConnectDocsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGE = Path.of("..").toAbsolutePath().normalize().resolve("docs/connect.md");

    /** With {@code -Ddocs.update=true} the page is written anew, to be looked at and committed. */
    @Test
    void tablesOfPropertiesAreThoseOfTheConnectors() throws IOException {
        String page = Files.readString(PAGE);
        String current = page;
        for (Map.Entry<String, Connector> each : Map.of(
                        "source", new FourInsightSourceConnector(), "sink", new FourInsightSinkConnector())
                .entrySet()) {
            current = replace(current, each.getKey(), table(each.getValue().config()));
        }
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(PAGE, current);
        }

        assertThat(current).as("run the test with -Ddocs.update=true").isEqualTo(Files.readString(PAGE));
    }

    static Stream<String> configurations() throws IOException {
        Stream<String> ofPage = Pattern.compile("(?s)```json\n(.*?)```")
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("connector.class"));
        List<String> all = new ArrayList<>(ofPage.toList());
        for (String example : List.of("fourinsight-source.json", "fourinsight-sink.json")) {
            all.add(JSON.readTree(Files.readString(Path.of("src/main/hub/etc", example)))
                    .path("config")
                    .toString());
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void connectorsTakeTheConfigurationsThatAreShown(String json) throws ReflectiveOperationException, IOException {
        Map<String, String> shown = JSON.readValue(json, new TypeReference<>() {});
        Connector connector = (Connector) Class.forName(shown.get("connector.class"))
                .getDeclaredConstructor()
                .newInstance();

        assertThat(connector.validate(shown).configValues())
                .allSatisfy(value -> assertThat(value.errorMessages()).isEmpty());
    }

    private static String replace(String page, String name, String table) {
        String begin = "<!-- begin: " + name + " -->\n";
        int from = page.indexOf(begin);
        int to = page.indexOf("<!-- end: " + name + " -->");
        assertThat(from).as("place for " + name).isNotNegative().isLessThan(to);
        return page.substring(0, from + begin.length()) + table + page.substring(to);
    }

    /** A part for each group, in the order of a form. */
    private static String table(ConfigDef definition) {
        StringBuilder table = new StringBuilder();
        for (String group : definition.groups()) {
            List<ConfigDef.ConfigKey> keys = definition.configKeys().values().stream()
                    .filter(key -> group.equals(key.group))
                    .sorted((one, other) -> Integer.compare(one.orderInGroup, other.orderInGroup))
                    .toList();
            table.append("**").append(group).append("**\n\n| property | default | meaning |\n|---|---|---|\n");
            table.append(keys.stream().map(ConnectDocsTest::row).collect(Collectors.joining()));
            table.append('\n');
        }
        return table.toString();
    }

    private static String row(ConfigDef.ConfigKey key) {
        String secret = key.type == ConfigDef.Type.PASSWORD ? " (secret)" : "";
        return "| `" + key.name + "`" + secret + " | " + standard(key) + " | "
                + key.documentation.replace("|", "\\|").replaceAll("(\\$\\{[^}]*})", "`$1`") + " |\n";
    }

    private static String standard(ConfigDef.ConfigKey key) {
        if (!key.hasDefault()) {
            return "required";
        }
        String value = key.defaultValue instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(key.defaultValue);
        return key.defaultValue == null || value.isEmpty() ? "" : "`" + value + "`";
    }
}
