package io.fourinsight.camel.example;

import io.fourinsight.camel.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Hourly means of the sandbox's water levels, by a loop over its files that shares no code with what is tested. */
final class WaterLevels {

    private static final long HOUR = 3_600_000_000_000L;

    private WaterLevels() {}

    /** The means of all hours of [from, to) that have a sample. */
    static List<Reading> hourlyMeans(String gauge, Instant from, Instant to) throws IOException {
        long first = from.getEpochSecond() * 1_000_000_000L;
        long end = to.getEpochSecond() * 1_000_000_000L;
        List<Reading> means = new ArrayList<>();
        long hour = Long.MIN_VALUE;
        double sum = 0;
        int count = 0;
        for (Reading sample : samples(gauge)) {
            if (sample.nanos() < first || sample.nanos() >= end) {
                continue;
            }
            if (sample.nanos() >= hour + HOUR) {
                if (count > 0) {
                    means.add(new Reading(hour, sum / count));
                }
                hour = sample.nanos() - sample.nanos() % HOUR;
                sum = 0;
                count = 0;
            }
            sum += sample.value();
            count++;
        }
        means.add(new Reading(hour, sum / count));
        return means;
    }

    private static List<Reading> samples(String gauge) throws IOException {
        String file = "reservoir/water-level-" + gauge + "-2026.csv.gz";
        try (InputStream zipped = Sandbox.class.getResourceAsStream(file);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(zipped), StandardCharsets.US_ASCII))) {
            return lines.lines().map(Reading::parse).toList();
        }
    }
}
