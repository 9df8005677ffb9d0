package io.fourinsight.camel.example;

import io.fourinsight.client.reservoir.TimeSeries;
import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.camel.Body;

/** Prints one line for each series that passes: id, samples, first and last time, mean. */
public final class Summary {

    private final PrintStream out;

    public Summary(PrintStream out) {
        this.out = out;
    }

    /** Prints the whole line at once, for the routes print at the same time. */
    public void print(@Body TimeSeries series) {
        out.println(line(series));
    }

    private static String line(TimeSeries series) {
        if (series.isEmpty()) {
            return series.seriesId() + ": 0 samples";
        }
        double mean = IntStream.range(0, series.size())
                .mapToDouble(series::number)
                .average()
                .orElseThrow();
        // The root locale: a mean has a decimal point wherever the job runs.
        return String.format(
                Locale.ROOT,
                "%s: %d samples, %s to %s, mean %.4f",
                series.seriesId(),
                series.size(),
                series.instant(0),
                series.instant(series.size() - 1),
                mean);
    }
}
