package io.fourinsight.camel.parquet;

import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesGroup;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.converter.stream.FileInputStreamCache;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatName;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.StreamCachingStrategy;
import org.apache.camel.spi.annotations.Dataformat;
import org.apache.camel.support.builder.OutputStreamBuilder;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The data format {@code fourinsightParquet}: a {@link TimeSeries} or {@link TimeSeriesStream}, or what converts to a series,
 * to a Parquet file.
 *
 * <p>The file is written while a stream is read, a row group at a time. The file of a stream waits on the disk until the
 * exchange is done, in Camel's spool if stream caching has one, else in a temporary file.
 */
@Dataformat("fourinsightParquet")
@Configurer(extended = true)
@Metadata(firstVersion = "1.0.0", title = "4Insight Parquet", label = "dataformat,transformation,file")
public final class FourInsightParquetDataFormat extends ServiceSupport implements DataFormat, DataFormatName {

    private static final int LEAST_LEVEL = 1;
    private static final int GREATEST_LEVEL = 22;

    @Metadata(
            javaType = "int",
            defaultValue = "3",
            description = "How hard zstd tries, from 1 (fast) to 22 (small, and many times slower).")
    private int compressionLevel = 3;

    @Metadata(
            javaType = "boolean",
            defaultValue = "true",
            description =
                    "Whether the Parquet file of a stream waits in a temporary file where Camel would keep it in memory."
                            + " A step with `variableReceive` gets the file only with `false`.")
    private boolean temporaryFile = true;

    private final Path temporaryFolder;

    public FourInsightParquetDataFormat() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    FourInsightParquetDataFormat(Path temporaryFolder) {
        this.temporaryFolder = temporaryFolder;
    }

    @Override
    public String getDataFormatName() {
        return "fourinsightParquet";
    }

    @Override
    public void marshal(Exchange exchange, Object graph, OutputStream stream) throws Exception {
        SeriesFile file = new SeriesFile(checkedLevel());
        if (graph instanceof TimeSeriesStream series) {
            // closed also if the file cannot be written
            try (series) {
                if (temporaryFile && isCollectedInMemory(exchange, stream)) {
                    writeToDisk(exchange, file, series);
                } else {
                    file.write(series.seriesId(), series.iterator(), stream);
                }
            }
        } else {
            TimeSeries series = series(exchange, graph);
            file.write(series.seriesId(), List.of(series).iterator(), stream);
        }
    }

    private static boolean isCollectedInMemory(Exchange exchange, OutputStream stream) {
        StreamCachingStrategy caching = exchange.getContext().getStreamCachingStrategy();
        return stream instanceof OutputStreamBuilder && !(caching.isEnabled() && caching.isSpoolEnabled());
    }

    private void writeToDisk(Exchange exchange, SeriesFile file, TimeSeriesStream series) throws IOException {
        // only the owner can read such a file
        Path path = Files.createTempFile(temporaryFolder, "fourinsight-", ".parquet");
        Message message = exchange.getMessage().copy();
        try {
            try (OutputStream out = Files.newOutputStream(path)) {
                file.write(series.seriesId(), series.iterator(), out);
            }
            // of the copies of a cache, the last exchange that has one deletes the file
            message.setBody(new FileInputStreamCache(path.toFile()).copy(exchange));
        } catch (IOException | RuntimeException | Error e) {
            deleteAfter(e, path);
            throw e;
        }
        // Camel gives what was written to its own stream, which is nothing, to the message that was there before.
        exchange.setMessage(message);
    }

    private static void deleteAfter(Throwable failure, Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            failure.addSuppressed(e);
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

    public boolean isTemporaryFile() {
        return temporaryFile;
    }

    public void setTemporaryFile(boolean temporaryFile) {
        this.temporaryFile = temporaryFile;
    }
}
