package io.fourinsight.client.example;

import io.fourinsight.client.FourInsight;
import io.fourinsight.client.FourInsightBuilder;
import io.fourinsight.client.reservoir.AggregateQuery;
import io.fourinsight.client.reservoir.AggregationFunction;
import io.fourinsight.client.reservoir.AggregationPeriod;
import io.fourinsight.client.reservoir.DataQuery;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Reads a day of a series: its hourly means onto the console, its raw samples into a file. */
public final class Levels {

    private Levels() {}

    public static void main(String[] arguments) throws IOException {
        FourInsightBuilder builder = FourInsight.builder()
                .credentials(System.getenv("FOURINSIGHT_CLIENT_ID"), System.getenv("FOURINSIGHT_CLIENT_SECRET"));
        try (FourInsight fourInsight = builder.build()) {
            read(fourInsight, arguments[0], Instant.parse(arguments[1]), Path.of(arguments[2]), System.out);
        }
    }

    static void read(FourInsight fourInsight, String seriesId, Instant day, Path file, PrintStream out)
            throws IOException {
        Instant next = day.plus(1, ChronoUnit.DAYS);
        TimeSeries hours = fourInsight
                .timeSeries()
                .samples(new AggregateQuery(seriesId, day, next, AggregationPeriod.of("1h"), AggregationFunction.MEAN));
        for (Sample sample : hours) {
            out.println(sample.instant() + " " + sample.value());
        }
        try (InputStream csv = fourInsight.timeSeries().csv(new DataQuery(seriesId, day, next))) {
            Files.copy(csv, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
