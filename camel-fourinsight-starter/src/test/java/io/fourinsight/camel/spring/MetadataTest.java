package io.fourinsight.camel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fourinsight.camel.FourInsightComponent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** That the metadata, by which editors complete and explain properties, is about the options that there are. */
class MetadataTest {

    private static final Path METADATA = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");

    private final ObjectMapper json = new ObjectMapper();

    /** With {@code -Ddocs.update=true} the metadata is written anew, to be looked at and committed. */
    @Test
    void metadataDescribesTheOptionsOfTheComponent() throws IOException {
        String current = json.writerWithDefaultPrettyPrinter().writeValueAsString(metadata()) + "\n";
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(METADATA, current);
        }

        assertThat(Files.readString(METADATA))
                .as("run the test with -Ddocs.update=true")
                .isEqualTo(current);
    }

    private ObjectNode metadata() throws IOException {
        ObjectNode metadata = json.createObjectNode();
        metadata.putArray("groups")
                .addObject()
                .put("name", ComponentProperties.PREFIX)
                .put("type", FourInsightComponent.class.getName());
        ArrayNode properties = metadata.putArray("properties");
        ArrayNode hints = metadata.putArray("hints");
        properties
                .addObject()
                .put("name", ComponentProperties.PREFIX + ".enabled")
                .put("type", Boolean.class.getName())
                .put("description", "Whether the properties are bound to the component.")
                .put("defaultValue", true);
        for (Map.Entry<String, JsonNode> option : options()) {
            if (option.getKey().equals("configuration")) {
                continue; // what is in it has options of its own
            }
            String name = ComponentProperties.PREFIX + "." + dashed(option.getKey());
            properties.add(property(name, option.getValue()));
            if (option.getValue().has("enum")) {
                ArrayNode values = hints.addObject().put("name", name).putArray("values");
                option.getValue().get("enum").forEach(value -> values.addObject()
                        .set("value", value));
            }
        }
        return metadata;
    }

    private ObjectNode property(String name, JsonNode option) {
        ObjectNode property = json.createObjectNode()
                .put("name", name)
                .put("type", boxed(option.get("javaType").asText()))
                .put("description", option.get("description").asText());
        if (option.has("defaultValue")) {
            property.set("defaultValue", option.get("defaultValue"));
        }
        return property;
    }

    private Set<Map.Entry<String, JsonNode>> options() throws IOException {
        try (InputStream component =
                FourInsightComponent.class.getResourceAsStream("/META-INF/io/fourinsight/camel/fourinsight.json")) {
            return json.readTree(component).get("componentProperties").properties();
        }
    }

    private static String dashed(String option) {
        String name = option.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return ConfigurationPropertyName.of(name).toString();
    }

    private static String boxed(String javaType) {
        return switch (javaType) {
            case "boolean" -> Boolean.class.getName();
            case "int" -> Integer.class.getName();
            default -> javaType.replace(" ", "");
        };
    }
}
