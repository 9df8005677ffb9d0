package io.fourinsight.camel.sandbox.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The tide at a gauge, in metres above mean level: the sum of its harmonic constituents. */
final class Tide {

    private static final String RESOURCE = "tide.csv";
    private static final long PHASES_FROM =
            TimeUnit.SECONDS.toNanos(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
    private static final double NANOS_OF_HOUR = TimeUnit.HOURS.toNanos(1);
    private static final double MILLIMETRES = 1000;

    private record Constituent(double radiansPerHour, double amplitude, double phase) {

        double at(double hours) {
            return amplitude * Math.cos(radiansPerHour * hours - phase);
        }
    }

    private final String gauge;
    private List<Constituent> constituents;

    Tide(String gauge) {
        this.gauge = gauge;
    }

    /** To the millimetre, by nanoseconds since the epoch. */
    double at(long nanos) {
        double hours = (nanos - PHASES_FROM) / NANOS_OF_HOUR;
        double level = 0;
        for (Constituent constituent : constituents()) {
            level += constituent.at(hours);
        }
        return Math.rint(level * MILLIMETRES) / MILLIMETRES + 0.0; // no -0
    }

    private synchronized List<Constituent> constituents() {
        if (constituents == null) {
            constituents = read();
        }
        return constituents;
    }

    private List<Constituent> read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Tide.class.getResourceAsStream(RESOURCE), StandardCharsets.US_ASCII))) {
            List<Constituent> read = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",");
                if (cells[0].equals(gauge)) {
                    read.add(new Constituent(
                            Math.toRadians(Double.parseDouble(cells[2])),
                            Double.parseDouble(cells[3]),
                            Math.toRadians(Double.parseDouble(cells[4]))));
                }
            }
            return List.copyOf(read);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " is damaged", e);
        }
    }
}
