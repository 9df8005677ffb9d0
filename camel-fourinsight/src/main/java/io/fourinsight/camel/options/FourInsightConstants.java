package io.fourinsight.camel.options;

import org.apache.camel.spi.Metadata;

/** The headers that the component reads and sets. What it sets it never reads back. */
public final class FourInsightConstants {

    @Metadata(
            label = "producer",
            description = "What to do with the resource, if the endpoint sets no operation.",
            javaType = "String")
    public static final String OPERATION = "CamelFourInsightOperation";

    @Metadata(
            label = "producer",
            description = "The session to use instead of the endpoint's; it must be one of the configured sessions.",
            javaType = "String")
    public static final String SESSION_KEY = "CamelFourInsightSessionKey";

    @Metadata(
            label = "common",
            description =
                    "Id of the time series. A consumer sets it, and then an endpoint that sets an id itself keeps that.",
            javaType = "String")
    public static final String SERIES_ID = "CamelFourInsightSeriesId";

    @Metadata(
            label = "producer",
            description = "Several series instead of one: a label and an id for each, as in label:id,label:id.",
            javaType = "String")
    public static final String SERIES = "CamelFourInsightSeries";

    @Metadata(
            label = "producer",
            description =
                    "Start of the window, inclusive: text as in the option, a number of nanoseconds since the epoch,"
                            + " or a date or time object.",
            javaType = "Object")
    public static final String START = "CamelFourInsightStart";

    @Metadata(label = "producer", description = "End of the window, exclusive; like the start.", javaType = "Object")
    public static final String END = "CamelFourInsightEnd";

    @Metadata(label = "producer", description = "Length of an aggregate.", javaType = "String")
    public static final String AGGREGATION_PERIOD = "CamelFourInsightAggregationPeriod";

    @Metadata(label = "producer", description = "What an aggregate is: mean, min, max or std.", javaType = "String")
    public static final String AGGREGATION_FUNCTION = "CamelFourInsightAggregationFunction";

    @Metadata(
            label = "producer",
            description = "Whether periods without samples come too, as NaN.",
            javaType = "Boolean")
    public static final String INCLUDE_EMPTY_AGGREGATIONS = "CamelFourInsightIncludeEmptyAggregations";

    @Metadata(label = "producer", description = "Id of a metadata entry.", javaType = "String")
    public static final String METADATA_ID = "CamelFourInsightMetadataId";

    @Metadata(label = "producer", description = "Namespace of the metadata.", javaType = "String")
    public static final String NAMESPACE = "CamelFourInsightNamespace";

    @Metadata(label = "producer", description = "Key of the metadata in its namespace.", javaType = "String")
    public static final String KEY = "CamelFourInsightKey";

    @Metadata(label = "producer", description = "Name of a value of the metadata, to search for.", javaType = "String")
    public static final String NAME = "CamelFourInsightName";

    @Metadata(label = "producer", description = "The value of that name, to search for.", javaType = "String")
    public static final String VALUE = "CamelFourInsightValue";

    @Metadata(label = "producer", description = "Id of the campaign.", javaType = "String")
    public static final String CAMPAIGN_ID = "CamelFourInsightCampaignId";

    @Metadata(label = "producer", description = "Id of the sensor.", javaType = "String")
    public static final String SENSOR_ID = "CamelFourInsightSensorId";

    @Metadata(
            label = "producer",
            description = "Path below the REST API, or a whole URL on its host.",
            javaType = "String")
    public static final String PATH = "CamelFourInsightPath";

    @Metadata(label = "producer", description = "OData query, not encoded.", javaType = "String")
    public static final String QUERY = "CamelFourInsightQuery";

    @Metadata(
            label = "producer",
            description = "Set to the id of the series that was read, changed or deleted.",
            javaType = "String")
    public static final String RESULT_SERIES_ID = "CamelFourInsightResultSeriesId";

    @Metadata(label = "producer", description = "Set to the id of the file that was uploaded.", javaType = "String")
    public static final String FILE_ID = "CamelFourInsightFileId";

    @Metadata(
            label = "producer",
            description = "Set to the start of the window that was asked for, inclusive.",
            javaType = "java.time.Instant")
    public static final String WINDOW_START = "CamelFourInsightWindowStart";

    @Metadata(
            label = "producer",
            description = "Set to the end of the window that was asked for, exclusive.",
            javaType = "java.time.Instant")
    public static final String WINDOW_END = "CamelFourInsightWindowEnd";

    @Metadata(
            label = "producer",
            description = "Set to the number of samples, or of items of a collection.",
            javaType = "Integer")
    public static final String COUNT = "CamelFourInsightCount";

    @Metadata(
            label = "producer",
            description = "Set to the link to the next page, with paging=single.",
            javaType = "String")
    public static final String NEXT_LINK = "CamelFourInsightNextLink";

    @Metadata(label = "producer", description = "Set to the time of the first sample.", javaType = "java.time.Instant")
    public static final String TIME_OF_FIRST_SAMPLE = "CamelFourInsightTimeOfFirstSample";

    @Metadata(label = "producer", description = "Set to the time of the last sample.", javaType = "java.time.Instant")
    public static final String TIME_OF_LAST_SAMPLE = "CamelFourInsightTimeOfLastSample";

    @Metadata(
            label = "consumer",
            description =
                    "Set to whether the samples were emitted before, or should have been: late samples, and what an operator"
                            + " asked for again.",
            javaType = "Boolean")
    public static final String RECOVERED = "CamelFourInsightRecovered";

    @Metadata(
            label = "consumer",
            description = "Set to the key of the cursor, for a route that moves it in a transaction of its own.",
            javaType = "String")
    public static final String CURSOR_KEY = "CamelFourInsightCursorKey";

    @Metadata(
            label = "consumer",
            description = "Set to the value that the cursor has; missing if none is stored yet.",
            javaType = "String")
    public static final String CURSOR_EXPECTED = "CamelFourInsightCursorExpected";

    @Metadata(
            label = "consumer",
            description = "Set to the value that the cursor gets once the exchange is completed.",
            javaType = "String")
    public static final String CURSOR_NEXT = "CamelFourInsightCursorNext";

    /**
     * The exchange property with the series that a consumer read. A header {@link #SERIES_ID} of the same value came from
     * there, and so gives way to the option of an endpoint that writes to another series.
     */
    public static final String POLLED_SERIES = "CamelFourInsightPolledSeries";

    private FourInsightConstants() {}
}
