package io.fourinsight.camel.example.derived;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.camel.Body;
import org.apache.camel.Header;

/** What an hour of five series comes to: the standard deviations of three accelerations, and the mean of two levels. */
public final class HourlyStatistics {

    private final String deviationOfX;
    private final String deviationOfY;
    private final String deviationOfZ;
    private final String level;

    /** The parameters are the ids of the derived series. */
    public HourlyStatistics(String deviationOfX, String deviationOfY, String deviationOfZ, String level) {
        this.deviationOfX = deviationOfX;
        this.deviationOfY = deviationOfY;
        this.deviationOfZ = deviationOfZ;
        this.level = level;
    }

    /**
     * A series with one sample, at the start of the hour, for each number.
     *
     * <p>A number that the hour does not give is left out: an hour without samples of a level has no mean of both.
     */
    public List<TimeSeries> derive(
            @Body TimeSeriesGroup group, @Header(FourInsightConstants.WINDOW_START) Instant hour) {
        List<TimeSeries> derived = new ArrayList<>();
        add(derived, deviationOfX, hour, deviation(group.series("Ax")));
        add(derived, deviationOfY, hour, deviation(group.series("Ay")));
        add(derived, deviationOfZ, hour, deviation(group.series("Az")));
        add(derived, level, hour, (mean(group.series("bow")) + mean(group.series("stern"))) / 2);
        return derived;
    }

    private static void add(List<TimeSeries> derived, String id, Instant hour, double value) {
        if (!Double.isNaN(value)) {
            long nanos = Duration.between(Instant.EPOCH, hour).toNanos();
            derived.add(TimeSeries.of(id, new long[] {nanos}, new double[] {value}));
        }
    }

    private static double[] numbers(TimeSeries series) {
        return IntStream.range(0, series.size())
                .mapToDouble(series::number)
                .filter(number -> !Double.isNaN(number))
                .toArray();
    }

    private static double mean(TimeSeries series) {
        return DoubleStream.of(numbers(series)).average().orElse(Double.NaN);
    }

    /** That of a sample, by n - 1, as the service's own aggregates are. */
    private static double deviation(TimeSeries series) {
        double[] numbers = numbers(series);
        double mean = mean(series);
        double squares = DoubleStream.of(numbers)
                .map(number -> (number - mean) * (number - mean))
                .sum();
        return numbers.length < 2 ? Double.NaN : Math.sqrt(squares / (numbers.length - 1));
    }
}
