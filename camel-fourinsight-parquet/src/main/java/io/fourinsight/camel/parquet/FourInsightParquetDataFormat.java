package io.fourinsight.camel.parquet;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatName;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StreamCachingStrategy;
import org.apache.camel.spi.annotations.Dataformat;
import org.apache.camel.support.builder.OutputStreamBuilder;
import org.apache.camel.support.service.ServiceSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data format {@code fourinsightParquet}: a {@link TimeSeries} or {@link TimeSeriesStream}, or what converts to a series,
 * to a Parquet file.
 *
 * <p>The file is written while a stream is read, a row group at a time. It goes to where Camel wants it: with {@code
 * camel.main.streamCachingSpoolEnabled=true} this is a temporary file, which is the body afterwards and goes when the
 * exchange is done; without, it is the memory.
 */
@Dataformat("fourinsightParquet")
@Configurer(extended = true)
@Metadata(firstVersion = "1.0.0", title = "4Insight Parquet", label = "dataformat,transformation,file")
public final class FourInsightParquetDataFormat extends ServiceSupport implements DataFormat, DataFormatName {

    private static final Logger LOG = LoggerFactory.getLogger(FourInsightParquetDataFormat.class);

    private static final int LEAST_LEVEL = 1;
    private static final int GREATEST_LEVEL = 22;

    @Metadata(
            javaType = "int",
            defaultValue = "3",
            description = "How hard zstd tries, from 1 (fast) to 22 (small, and many times slower).")
    private int compressionLevel = 3;

    private final AtomicBoolean warned = new AtomicBoolean();

    @Override
    public String getDataFormatName() {
        return "fourinsightParquet";
    }

    @Override
    public void marshal(Exchange exchange, Object graph, OutputStream stream) throws Exception {
        SeriesFile file = new SeriesFile(checkedLevel());
        if (graph instanceof TimeSeriesStream series) {
            if (stream instanceof OutputStreamBuilder) {
                warnOfMemory(exchange.getContext());
            }
            // closed also if the file cannot be written
            try (series) {
                file.write(series.seriesId(), series.iterator(), stream);
            }
        } else {
            TimeSeries series = series(exchange, graph);
            file.write(series.seriesId(), List.of(series).iterator(), stream);
        }
    }

    private static TimeSeries series(Exchange exchange, Object graph) {
        if (graph instanceof TimeSeries series) {
            return series;
        }
        boolean isSeveral = graph instanceof TimeSeriesGroup
                || graph instanceof List<?> list
                        && list.stream().anyMatch(one -> one instanceof TimeSeries || one instanceof TimeSeriesStream);
        TimeSeries series = isSeveral
                ? null
                : exchange.getContext().getTypeConverter().convertTo(TimeSeries.class, exchange, graph);
        if (series == null) {
            throw new IllegalArgumentException("Body: a Parquet file holds one series; allowed are TimeSeries,"
                    + " TimeSeriesStream, and what converts to a TimeSeries; a List of series is to be split first");
        }
        return series;
    }

    /** A stream says that it may be larger than the memory, so that it would be a pity to collect its file there. */
    private void warnOfMemory(CamelContext context) {
        StreamCachingStrategy caching = context.getStreamCachingStrategy();
        if (!(caching.isEnabled() && caching.isSpoolEnabled()) && !warned.getAndSet(true)) {
            LOG.warn("Parquet files of streams are kept in memory until they are handed on;"
                    + " camel.main.streamCachingSpoolEnabled=true keeps them in temporary files");
        }
    }

    @Override
    public Object unmarshal(Exchange exchange, InputStream stream) throws IOException {
        throw new UnsupportedOperationException(
                "fourinsightParquet only writes; DuckDB, pandas and others read its files");
    }

    @Override
    protected void doStart() {
        checkedLevel();
    }

    private int checkedLevel() {
        if (compressionLevel < LEAST_LEVEL || compressionLevel > GREATEST_LEVEL) {
            throw new IllegalArgumentException("option 'compressionLevel': value '" + compressionLevel
                    + "' is not allowed; allowed are " + LEAST_LEVEL + " to " + GREATEST_LEVEL);
        }
        return compressionLevel;
    }

    public int getCompressionLevel() {
        return compressionLevel;
    }

    public void setCompressionLevel(int compressionLevel) {
        this.compressionLevel = compressionLevel;
    }
}
