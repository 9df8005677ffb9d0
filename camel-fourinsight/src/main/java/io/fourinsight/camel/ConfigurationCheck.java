package io.fourinsight.camel;

import io.fourinsight.camel.reservoir.AggregationFunction;
import io.fourinsight.camel.reservoir.AggregationPeriod;
import io.fourinsight.camel.reservoir.TimeExpression;
import java.time.Clock;
import java.time.Duration;

/** Finds the mistakes in an endpoint's options that can be seen before there is a message. */
final class ConfigurationCheck {

    private ConfigurationCheck() {}

    /** @throws IllegalArgumentException naming the option, its value and what is allowed */
    static void check(Resource resource, FourInsightConfiguration configuration) {
        if (configuration.getOperation() != null) {
            resource.requireOperation(configuration.getOperation());
        }
        checkWindow(configuration);
        checkSegments(configuration);
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

    /** Two relative times, and two fixed ones, are in the same order whenever it is now; a mixed pair is not. */
    private static void checkWindow(FourInsightConfiguration configuration) {
        TimeExpression start = time("start", configuration.getStart());
        TimeExpression end = time("end", configuration.getEnd());
        if (start == null || end == null || start.isRelative() != end.isRelative()) {
            return;
        }
        Clock now = Clock.systemUTC();
        Clock fixed = Clock.fixed(now.instant(), now.getZone());
        if (start.nanos(fixed) >= end.nanos(fixed)) {
            throw new IllegalArgumentException("start must be before end, but start is '" + configuration.getStart()
                    + "' and end is '" + configuration.getEnd() + "'");
        }
    }

    private static TimeExpression time(String option, String text) {
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

    /** @throws IllegalArgumentException if sensors are to bring their channels and yet to come as they are */
    static void checkChannels(FourInsightConfiguration configuration) {
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
        if (parallelism < 1 || parallelism > ComponentRuntime.DAY_THREADS) {
            throw new IllegalArgumentException(
                    "parallelism '" + parallelism + "' must be from 1 to " + ComponentRuntime.DAY_THREADS);
        }
        ByteSize.parse("cacheSize", configuration.getCacheSize());
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
