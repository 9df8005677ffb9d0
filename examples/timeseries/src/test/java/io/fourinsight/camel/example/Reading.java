package io.fourinsight.camel.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A line of a CSV file: nanoseconds since the epoch, and a value. */
record Reading(long nanos, double value) {

    static Reading parse(String line) {
        int comma = line.indexOf(',');
        return new Reading(Long.parseLong(line.substring(0, comma)), Double.parseDouble(line.substring(comma + 1)));
    }

    static List<Reading> readAll(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Reading::parse).toList();
    }
}
