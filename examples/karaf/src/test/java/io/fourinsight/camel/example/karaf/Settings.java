package io.fourinsight.camel.example.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@code .cfg} file that Karaf watches. */
final class Settings {

    private final Path file;
    private final Map<String, String> values = new LinkedHashMap<>();

    /** @param lines each a key, an equals sign and a value */
    Settings(Path file, List<String> lines) {
        this.file = file;
        for (String line : lines) {
            int equals = line.indexOf('=');
            set(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
    }

    Settings set(String key, Object value) {
        values.put(key, value.toString());
        return this;
    }

    Settings remove(String key) {
        values.remove(key);
        return this;
    }

    String get(String key) {
        return values.get(key);
    }

    /** At once, as editors do it, so that Karaf never reads a half. */
    void save() throws IOException {
        String text = values.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
                .collect(Collectors.joining());
        Path whole = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
