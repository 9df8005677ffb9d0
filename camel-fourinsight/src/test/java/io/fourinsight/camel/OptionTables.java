package io.fourinsight.camel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the tables of docs/options.md from the component's JSON. */
final class OptionTables {

    private static final String JSON = "/META-INF/io/fourinsight/camel/fourinsight.json";

    private final JsonNode component;

    private OptionTables(JsonNode component) {
        this.component = component;
    }

    static OptionTables read() throws IOException {
        try (InputStream json = OptionTables.class.getResourceAsStream(JSON)) {
            return new OptionTables(new ObjectMapper().readTree(json));
        }
    }

    /** The page with everything between its markers replaced by what the JSON says. */
    String update(String page) {
        String updated = replace(page, "component options", options("componentProperties"));
        updated = replace(updated, "endpoint options", options("properties"));
        return replace(updated, "headers", headers());
    }

    static String replace(String page, String name, String table) {
        String begin = "<!-- begin: " + name + " -->\n";
        String end = "<!-- end: " + name + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("The page has no place for: " + name);
        }
        return page.substring(0, from + begin.length()) + table + page.substring(to);
    }

    private String options(String kind) {
        List<String> rows = new ArrayList<>(List.of("| option | type | default | meaning |", "|---|---|---|---|"));
        for (Map.Entry<String, JsonNode> option : component.get(kind).properties()) {
            JsonNode value = option.getValue();
            String name = "`" + option.getKey() + "`" + (value.path("secret").asBoolean() ? " (secret)" : "");
            rows.add(row(name, type(value), code(value.path("defaultValue").asText("")), description(value)));
        }
        return String.join("\n", rows) + "\n";
    }

    private String headers() {
        List<String> rows = new ArrayList<>(List.of("| header | type | meaning |", "|---|---|---|"));
        for (Map.Entry<String, JsonNode> header : component.get("headers").properties()) {
            JsonNode value = header.getValue();
            rows.add(row(
                    "`" + header.getKey() + "`",
                    simpleName(value.path("javaType").asText()),
                    description(value)));
        }
        return String.join("\n", rows) + "\n";
    }

    private static String type(JsonNode option) {
        if (option.has("enum")) {
            List<String> values = new ArrayList<>();
            option.get("enum").forEach(value -> values.add(code(value.asText())));
            return String.join(", ", values);
        }
        return simpleName(option.path("javaType").asText());
    }

    private static String simpleName(String type) {
        return type.replaceAll("([a-z]+\\.)+", "").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String description(JsonNode value) {
        return value.path("description").asText().replace("|", "\\|");
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
