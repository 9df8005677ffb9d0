package io.fourinsight.camel.options;

import io.fourinsight.client.reservoir.ValueType;
import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options that say which samples of which series, and how they are read. */
@UriParams
public abstract class TimeSeriesConfiguration extends MetadataConfiguration {

    @UriParam(label = "timeseries", description = "Id of the time series.")
    private @Nullable String seriesId;

    @UriParam(
            label = "timeseries",
            description =
                    "Several series instead of one, for operation=samples and data: a label and an id for each, as in "
                            + "label:id,label:id. The body is then a TimeSeriesGroup.")
    private @Nullable String series;

    @UriParam(
            label = "timeseries",
            description =
                    "Start of the window, inclusive: an ISO instant or date (UTC), nanoseconds since the epoch, now, "
                            + "relative as in now-15m, or rounded down as in now/h and now/d-1d.")
    private @Nullable String start;

    @UriParam(
            label = "timeseries",
            description =
                    "End of the window, exclusive; written like start. Defaults to now, for operation=data to the end of time.")
    private @Nullable String end;

    @UriParam(
            label = "timeseries",
            description = "Length of an aggregate, at most a day: 15m, 1h, 10s, 100ms, 5microsecond or tick (100 ns).")
    private @Nullable String aggregationPeriod;

    @UriParam(
            label = "timeseries",
            description =
                    "What an aggregate is: mean, min, max or std (or, as the service calls them, Avg, Min, Max, Stdev).")
    private @Nullable String aggregationFunction;

    @UriParam(
            label = "timeseries",
            defaultValue = "true",
            description =
                    "Whether a relative start or end of operation=samples goes down to the end of the last complete period, so "
                            + "that no aggregate is of a part of its period. One that is rounded, such as now/h, stays as it is.")
    private boolean alignTimes = true;

    @UriParam(
            label = "timeseries",
            defaultValue = "false",
            description = "Whether periods without samples come too, as NaN.")
    private boolean includeEmptyAggregations;

    @UriParam(
            label = "timeseries,advanced",
            defaultValue = "30000",
            description = "How many samples to ask for in one request.")
    private int maxPageSize = 30000;

    @UriParam(
            label = "timeseries",
            defaultValue = "4",
            description =
                    "How many days are fetched and merged at once by operation=data, how many parts of a long window by "
                            + "operation=samples, and how many series of a group are read at once, from 1 to 32.")
    private int parallelism = 4;

    @UriParam(
            label = "timeseries",
            defaultValue = "false",
            description = "Whether day files are kept on disk, so that operation=data need not fetch them again.")
    private boolean cache;

    @UriParam(
            label = "timeseries,advanced",
            description =
                    "The directory below which day files are kept; by default fourinsight in the cache folder of the operating "
                            + "system. Processes may share it.")
    private @Nullable String cacheDirectory;

    @UriParam(
            label = "timeseries,advanced",
            defaultValue = "1GiB",
            description =
                    "How much the kept day files may take: bytes, or with the unit KiB, MiB, GiB or TiB. What was not read "
                            + "for longest goes first.")
    private String cacheSize = "1GiB";

    @UriParam(
            label = "timeseries",
            defaultValue = "auto",
            enums = "auto,number",
            description =
                    "What values may be, of raw samples and of those to upload: auto (numbers, or all of them text if one is no "
                            + "number) or number (one that is no number is an error with its line).")
    private ValueType valueType = ValueType.AUTO;

    @UriParam(
            label = "timeseries",
            defaultValue = "false",
            description =
                    "Whether samples to upload may be in any order, which takes all of them into memory: at most a million.")
    private boolean sort;

    @UriParam(
            label = "timeseries",
            defaultValue = "false",
            description =
                    "Whether create first looks for the series with this namespace, key, name and value, and makes one"
                            + " only if there is none, so that it can be repeated.")
    private boolean ifAbsent;

    @UriParam(
            label = "timeseries",
            defaultValue = "true",
            description =
                    "Whether an upload waits until the service has verified the file, and only then creates or extends a series.")
    private boolean waitOnVerification = true;

    @UriParam(
            label = "timeseries,advanced",
            defaultValue = "10m",
            description = "How long an upload waits for that, before it fails with a VerificationException.")
    private Duration verificationTimeout = Duration.ofMinutes(10);

    public @Nullable String getSeriesId() {
        return seriesId;
    }

    public void setSeriesId(@Nullable String seriesId) {
        this.seriesId = seriesId;
    }

    public @Nullable String getSeries() {
        return series;
    }

    public void setSeries(@Nullable String series) {
        this.series = series;
    }

    public @Nullable String getStart() {
        return start;
    }

    public void setStart(@Nullable String start) {
        this.start = start;
    }

    public @Nullable String getEnd() {
        return end;
    }

    public void setEnd(@Nullable String end) {
        this.end = end;
    }

    public @Nullable String getAggregationPeriod() {
        return aggregationPeriod;
    }

    public void setAggregationPeriod(@Nullable String aggregationPeriod) {
        this.aggregationPeriod = aggregationPeriod;
    }

    public @Nullable String getAggregationFunction() {
        return aggregationFunction;
    }

    public void setAggregationFunction(@Nullable String aggregationFunction) {
        this.aggregationFunction = aggregationFunction;
    }

    public boolean isAlignTimes() {
        return alignTimes;
    }

    public void setAlignTimes(boolean alignTimes) {
        this.alignTimes = alignTimes;
    }

    public boolean isIncludeEmptyAggregations() {
        return includeEmptyAggregations;
    }

    public void setIncludeEmptyAggregations(boolean includeEmptyAggregations) {
        this.includeEmptyAggregations = includeEmptyAggregations;
    }

    public int getMaxPageSize() {
        return maxPageSize;
    }

    public void setMaxPageSize(int maxPageSize) {
        this.maxPageSize = maxPageSize;
    }

    public int getParallelism() {
        return parallelism;
    }

    public void setParallelism(int parallelism) {
        this.parallelism = parallelism;
    }

    public boolean isCache() {
        return cache;
    }

    public void setCache(boolean cache) {
        this.cache = cache;
    }

    public @Nullable String getCacheDirectory() {
        return cacheDirectory;
    }

    public void setCacheDirectory(@Nullable String cacheDirectory) {
        this.cacheDirectory = cacheDirectory;
    }

    public String getCacheSize() {
        return cacheSize;
    }

    public void setCacheSize(String cacheSize) {
        this.cacheSize = cacheSize;
    }

    public ValueType getValueType() {
        return valueType;
    }

    public void setValueType(ValueType valueType) {
        this.valueType = valueType;
    }

    public boolean isIfAbsent() {
        return ifAbsent;
    }

    public void setIfAbsent(boolean ifAbsent) {
        this.ifAbsent = ifAbsent;
    }

    public boolean isSort() {
        return sort;
    }

    public void setSort(boolean sort) {
        this.sort = sort;
    }

    public boolean isWaitOnVerification() {
        return waitOnVerification;
    }

    public void setWaitOnVerification(boolean waitOnVerification) {
        this.waitOnVerification = waitOnVerification;
    }

    public Duration getVerificationTimeout() {
        return verificationTimeout;
    }

    public void setVerificationTimeout(Duration verificationTimeout) {
        this.verificationTimeout = verificationTimeout;
    }
}
