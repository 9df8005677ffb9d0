package io.fourinsight.camel.operation;

import io.fourinsight.camel.options.ByteSize;
import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.camel.options.FourInsightConfigurationConfigurer;
import io.fourinsight.camel.options.Resource;
import io.fourinsight.client.reservoir.AggregationFunction;
import io.fourinsight.client.reservoir.AggregationPeriod;
import io.fourinsight.client.reservoir.GroupMembers;
import io.fourinsight.client.reservoir.TimeExpression;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the mistakes in an endpoint's options that can be seen before there is a message. */
public final class ConfigurationCheck {

    /** How many days of a series may be fetched at once, and how many threads all endpoints of a component have for them. */
    public static final int MOST_PARALLELISM = 32;

    private static final Pattern NEGATIVE = Pattern.compile("\\s*(?i:PT?)?\\s*-");
    private static final FourInsightConfigurationConfigurer TYPES = new FourInsightConfigurationConfigurer();

    private ConfigurationCheck() {}

    /** @throws IllegalArgumentException naming the option, its value and what is allowed */
    public static void check(Resource resource, FourInsightConfiguration configuration) {
        if (configuration.getOperation() != null) {
            resource.requireOperation(configuration.getOperation());
        }
        checkWindow(configuration);
        checkSegments(configuration);
        checkGroup(resource, configuration);
        if ("sensors".equals(configuration.getOperation())) {
            checkChannels(configuration);
        }
        checkLimits(configuration);
        if (configuration.getAggregationPeriod() != null) {
            AggregationPeriod.parse("aggregationPeriod", configuration.getAggregationPeriod());
        }
        if (configuration.getAggregationFunction() != null) {
            AggregationFunction.parse("aggregationFunction", configuration.getAggregationFunction());
        }
    }

    /**
     * Finds durations that are negative, which Camel reads as 0 if they have a unit.
     *
     * @param parameters as they are written, by name
     * @throws IllegalArgumentException naming the option, its value and what is allowed
     */
    public static void checkDurations(Map<String, Object> parameters) {
        parameters.forEach((option, value) -> {
            if (value instanceof String text
                    && NEGATIVE.matcher(text).lookingAt()
                    && Duration.class.equals(TYPES.getOptionType(option, false))) {
                throw new IllegalArgumentException("option '" + option + "': value '" + text
                        + "' is not a duration; allowed are such as 500ms, 30s, 1m30s or 1h, and none below 0");
            }
        });
    }

    /** Some pairs of times are in the same order whenever it is now; others a message has to show. */
    private static void checkWindow(FourInsightConfiguration configuration) {
        TimeExpression start = time("start", configuration.getStart());
        TimeExpression end = time("end", configuration.getEnd());
        if (start == null || end == null || !start.hasFixedOrderWith(end)) {
            return;
        }
        Instant now = Instant.now();
        if (start.nanos(now) >= end.nanos(now)) {
            throw new IllegalArgumentException("start must be before end, but start is '" + configuration.getStart()
                    + "' and end is '" + configuration.getEnd() + "'");
        }
    }

    private static @Nullable TimeExpression time(String option, @Nullable String text) {
        return text == null ? null : TimeExpression.parse(option, text);
    }

    private static void checkSegments(FourInsightConfiguration configuration) {
        MessageOptions.checkSegment("seriesId", configuration.getSeriesId());
        MessageOptions.checkSegment("metadataId", configuration.getMetadataId());
        MessageOptions.checkSegment("namespace", configuration.getNamespace());
        MessageOptions.checkSegment("key", configuration.getKey());
        MessageOptions.checkSegment("campaignId", configuration.getCampaignId());
        MessageOptions.checkSegment("sensorId", configuration.getSensorId());
    }

    private static void checkGroup(Resource resource, FourInsightConfiguration configuration) {
        String series = configuration.getSeries();
        if (series == null) {
            return;
        }
        GroupMembers.parse("series", series);
        String operation = configuration.getOperation();
        boolean readsSamples = operation == null || operation.equals("samples") || operation.equals("data");
        if (resource == Resource.TIMESERIES && readsSamples) {
            MessageOptions.checkNoSeriesId(series, configuration.getSeriesId());
        }
        if (resource == Resource.TIMESERIES && "data".equals(operation)) {
            checkWholeGroup(series, configuration);
        }
    }

    /** @throws IllegalArgumentException naming the option if a group is to come as a stream or as bytes */
    public static void checkWholeGroup(String series, FourInsightConfiguration configuration) {
        if (configuration.isStreaming() || configuration.isRawBody()) {
            throw new IllegalArgumentException("option 'series': value '" + series + "' is not possible with "
                    + (configuration.isStreaming() ? "streaming" : "rawBody")
                    + "=true; allowed are groups that are read as a whole, or one series as seriesId");
        }
    }

    /** @throws IllegalArgumentException if sensors are to bring their channels and yet to come as they are */
    public static void checkChannels(FourInsightConfiguration configuration) {
        if (configuration.isIncludeChannels() && configuration.isRawBody()) {
            throw new IllegalArgumentException(
                    "includeChannels 'true' must not be combined with rawBody, which hands over one answer as it came");
        }
    }

    private static void checkLimits(FourInsightConfiguration configuration) {
        requirePositive("connectTimeout", configuration.getConnectTimeout());
        requirePositive("responseTimeout", configuration.getResponseTimeout());
        requirePositive("requestTimeout", configuration.getRequestTimeout());
        requirePositive("tokenTimeout", configuration.getTokenTimeout());
        requirePositive("verificationTimeout", configuration.getVerificationTimeout());
        requirePositive("retryBackoff", configuration.getRetryBackoff());
        requireAtLeast("maxRetryAfter", configuration.getMaxRetryAfter().toMillis(), 0);
        requireAtLeast("maxRetries", configuration.getMaxRetries(), 0);
        requireAtLeast("maxPageSize", configuration.getMaxPageSize(), 1);
        int parallelism = configuration.getParallelism();
        if (parallelism < 1 || parallelism > MOST_PARALLELISM) {
            throw new IllegalArgumentException(
                    "parallelism '" + parallelism + "' must be from 1 to " + MOST_PARALLELISM);
        }
        ByteSize.parse("cacheSize", configuration.getCacheSize());
        if (ByteSize.parse("maxResponseSize", configuration.getMaxResponseSize()) == 0) {
            throw new IllegalArgumentException("maxResponseSize '" + configuration.getMaxResponseSize()
                    + "' must be at least 1 byte, as in 64MiB");
        }
    }

    private static void requirePositive(String option, Duration duration) {
        if (duration.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(option + " '" + duration + "' must be at least 1ms");
        }
    }

    private static void requireAtLeast(String option, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(option + " '" + value + "' must be at least " + least);
        }
    }
}
