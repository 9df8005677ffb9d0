package io.fourinsight.camel.operation.series;

import io.fourinsight.camel.operation.EndpointContext;
import io.fourinsight.camel.operation.MessageOptions;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.reservoir.GroupMembers;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import io.fourinsight.client.reservoir.request.GroupReader;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** The option {@code series}: several series of one window as one body, for the operations that read samples. */
final class SeriesGroups {

    private static final String OPTION = "series";

    private final FourInsightConfiguration configuration;
    private final GroupReader reader;

    SeriesGroups(EndpointContext context) {
        this.configuration = context.configuration();
        // not the executor of the days, for which these threads wait
        this.reader = new GroupReader(context.uploads(), configuration.getParallelism());
    }

    /**
     * The series of the group that an exchange asks for; empty if it asks for one series.
     *
     * @throws IllegalArgumentException naming the option if they are not written as they should be, or if there is
     *     {@code seriesId}, too
     */
    Optional<GroupMembers> members(Exchange exchange) {
        String series = MessageOptions.text(exchange, FourInsightConstants.SERIES, null);
        String seriesId = MessageOptions.chosen(exchange, FourInsightConstants.SERIES_ID);
        if (series == null && seriesId == null) {
            series = MessageOptions.text(exchange, FourInsightConstants.SERIES, configuration.getSeries());
            seriesId = configuration.getSeriesId();
        }
        if (series == null) {
            return Optional.empty();
        }
        MessageOptions.checkNoSeriesId(series, seriesId);
        return Optional.of(GroupMembers.parse(OPTION, series));
    }

    /** How many days of each series, or parts of a window, may be worked on at once, so that it is {@code parallelism} of all together. */
    int daysOfEach(GroupMembers members) {
        return Math.max(1, configuration.getParallelism() / reader.atOnce(members));
    }

    /** Reads all series and makes them the body. */
    void read(GroupMembers members, GroupReader.Member member, Message message) throws IOException {
        TimeSeriesGroup group = reader.read(members, member);
        message.setBody(group);
        message.removeHeader(FourInsightConstants.RESULT_SERIES_ID);
        message.setHeader(
                FourInsightConstants.COUNT,
                group.series().values().stream().mapToInt(TimeSeries::size).sum());
        LongSummaryStatistics times = group.series().values().stream()
                .filter(series -> !series.isEmpty())
                .flatMapToLong(series -> LongStream.of(series.timestamp(0), series.timestamp(series.size() - 1)))
                .summaryStatistics();
        MessageOptions.set(message, FourInsightConstants.TIME_OF_FIRST_SAMPLE, instant(times, times.getMin()));
        MessageOptions.set(message, FourInsightConstants.TIME_OF_LAST_SAMPLE, instant(times, times.getMax()));
    }

    private static @Nullable Instant instant(LongSummaryStatistics times, long time) {
        return times.getCount() == 0 ? null : Timestamps.instant(time);
    }
}
