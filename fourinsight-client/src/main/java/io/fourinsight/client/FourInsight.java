package io.fourinsight.client;

import java.util.List;

/**
 * 4Insight and its DataReservoir, for programs without Camel. This is where to begin.
 *
 * <p>A service has credentials of its own:
 *
 * <pre>{@code
 * try (FourInsight fourInsight = FourInsight.builder()
 *         .credentials(System.getenv("FOURINSIGHT_CLIENT_ID"), System.getenv("FOURINSIGHT_CLIENT_SECRET"))
 *         .build()) {
 *     TimeSeries levels = fourInsight.timeSeries().samples(new AggregateQuery(
 *             "f5057fee-4c3e-4459-82dd-21250b729601",
 *             Instant.parse("2026-03-01T00:00:00Z"),
 *             Instant.parse("2026-03-02T00:00:00Z"),
 *             AggregationPeriod.of("1h"),
 *             AggregationFunction.MEAN));
 *     for (Sample sample : levels) {
 *         System.out.println(sample.instant() + " " + sample.value());
 *     }
 * }
 * }</pre>
 *
 * <p>A person signs in once with the login command, on this machine; a program then acts as that person with {@link
 * FourInsightBuilder#user}.
 *
 * <p>Building it opens no connection and asks for no token. The first request does both. From then on the token is renewed
 * before it expires, while requests go on with the one that is valid. A request fails with a
 * {@link io.fourinsight.client.session.SessionException} if there is no token, whose subclass says what has to be done, and
 * with a {@link io.fourinsight.client.rest.RestException} if the service has no good answer. Neither ever holds a token or
 * a secret.
 *
 * <p>One object serves any number of threads, and should serve all of a program: it has the connections and the tokens.
 * {@link #close} ends what is under way, streams that are not read to their end among it.
 */
public final class FourInsight implements AutoCloseable {

    private final TimeSeriesClient timeSeries;
    private final MetadataClient metadata;
    private final CampaignClient campaigns;
    private final ApiClient api;
    private final List<AutoCloseable> parts;

    /** @param parts what is closed with this object, in this order */
    FourInsight(
            TimeSeriesClient timeSeries,
            MetadataClient metadata,
            CampaignClient campaigns,
            ApiClient api,
            List<AutoCloseable> parts) {
        this.timeSeries = timeSeries;
        this.metadata = metadata;
        this.campaigns = campaigns;
        this.api = api;
        this.parts = parts;
    }

    /** What there is to choose; nothing but credentials is needed. */
    public static FourInsightBuilder builder() {
        return new FourInsightBuilder();
    }

    /** Time series: aggregates, raw samples, uploads, searches. */
    public TimeSeriesClient timeSeries() {
        return timeSeries;
    }

    /** The metadata of time series. */
    public MetadataClient metadata() {
        return metadata;
    }

    /** Campaigns and what belongs to them. */
    public CampaignClient campaigns() {
        return campaigns;
    }

    /** Anything else of the REST API. */
    public ApiClient api() {
        return api;
    }

    /** Ends what is under way. A refresh token that is being renewed is still stored, so that the person stays signed in. */
    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("The client cannot be closed", e);
            }
        }
    }
}
