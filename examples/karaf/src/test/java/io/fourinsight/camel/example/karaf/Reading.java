package io.fourinsight.camel.example.karaf;

import io.fourinsight.camel.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** A line of a CSV file: nanoseconds since the epoch, and a value. */
record Reading(long nanos, double value) {

    private static final long HOUR = 3_600_000_000_000L;
    private static final long DAY = 24 * HOUR;

    static List<Reading> readAll(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Reading::parse).toList();
    }

    /** The hourly means of a tide gauge, from the sandbox's own file and without its code. */
    static List<Reading> hourlyMeans(String gauge, LocalDate day) throws IOException {
        long start = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000_000L;
        String file = "reservoir/water-level-" + gauge + "-2026.csv.gz";
        try (InputStream zipped = Sandbox.class.getResourceAsStream(file);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(zipped), StandardCharsets.US_ASCII))) {
            return lines
                    .lines()
                    .map(Reading::parse)
                    .filter(sample -> sample.nanos >= start && sample.nanos < start + DAY)
                    .collect(Collectors.groupingBy(
                            sample -> sample.nanos - sample.nanos % HOUR,
                            TreeMap::new,
                            Collectors.averagingDouble(Reading::value)))
                    .entrySet()
                    .stream()
                    .map(hour -> new Reading(hour.getKey(), hour.getValue()))
                    .toList();
        }
    }

    Instant instant() {
        return Instant.ofEpochSecond(0, nanos);
    }

    private static Reading parse(String line) {
        int comma = line.indexOf(',');
        return new Reading(Long.parseLong(line.substring(0, comma)), Double.parseDouble(line.substring(comma + 1)));
    }
}
