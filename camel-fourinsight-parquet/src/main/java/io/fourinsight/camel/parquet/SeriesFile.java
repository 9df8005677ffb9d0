package io.fourinsight.camel.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import com.github.luben.zstd.Zstd;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * The Parquet file of one series: {@code timestamp}, {@code value} for numbers, {@code text} for texts, and the id in its
 * metadata; a row group for each day (UTC) or million samples, whichever ends first.
 *
 * <p>It stands on Parquet's column writers. {@code ParquetWriter}, which is the usual way, can neither end a row group with
 * a day nor run without Hadoop.
 */
final class SeriesFile {

    /** The key of the id in the file's metadata. */
    static final String SERIES_ID = "seriesId";

    private static final String TIMESTAMP = "timestamp";
    private static final String VALUE = "value";
    private static final String TEXT = "text";

    private static final MessageType SCHEMA = Types.buildMessage()
            .required(INT64)
            .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.NANOS))
            .named(TIMESTAMP)
            .optional(DOUBLE)
            .named(VALUE)
            .optional(BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(TEXT)
            .named("samples");

    private static final long DAY = TimeUnit.DAYS.toNanos(1);
    private static final int ROWS_OF_GROUP = 1_000_000;

    /** So many bytes end a row group, too: only long texts reach it, and they shall not fill the memory. */
    private static final long BYTES_OF_GROUP = 16L * 1024 * 1024;

    /** Texts are asked for their size once in so many rows. */
    private static final int ROWS_BETWEEN_CHECKS = 256;

    /** A page of a million bytes; the smaller ones by default cost a third of the speed. */
    private static final int ROWS_OF_PAGE = 131_072;

    /**
     * The second version of pages makes times DELTA_BINARY_PACKED. Values and texts that repeat become a dictionary, which
     * Parquet gives up for BYTE_STREAM_SPLIT where it does not pay.
     */
    private static final ParquetProperties PROPERTIES = ParquetProperties.builder()
            .withWriterVersion(WriterVersion.PARQUET_2_0)
            .withDictionaryEncoding(TIMESTAMP, false)
            .withByteStreamSplitEncoding(VALUE, true)
            .withPageRowCountLimit(ROWS_OF_PAGE)
            .build();

    private final BytesInputCompressor compressor;

    /** @param compressionLevel of zstd */
    SeriesFile(int compressionLevel) {
        this.compressor = new ZstdCompressor(compressionLevel);
    }

    /** Writes the file and leaves the stream open. */
    void write(@Nullable String seriesId, Iterator<TimeSeries> pieces, OutputStream out) throws IOException {
        try (ParquetFileWriter file = new ParquetFileWriter(
                new StreamOutputFile(out),
                SCHEMA,
                ParquetFileWriter.Mode.CREATE,
                BYTES_OF_GROUP,
                0,
                null,
                PROPERTIES)) {
            file.start();
            writeGroups(pieces, file);
            file.end(seriesId == null ? Map.of() : Map.of(SERIES_ID, seriesId));
        }
    }

    private void writeGroups(Iterator<TimeSeries> pieces, ParquetFileWriter file) throws IOException {
        Samples samples = new Samples(pieces);
        while (samples.isLeft()) {
            try (RowGroup group = new RowGroup(samples.time())) {
                while (samples.isLeft() && group.takes(samples.time())) {
                    group.add(samples);
                }
                group.writeTo(file);
            }
        }
    }

    /** The samples of all pieces, at one of them. */
    private static final class Samples {

        private final Iterator<TimeSeries> pieces;
        private TimeSeries piece = TimeSeries.empty(null);
        private int at;

        Samples(Iterator<TimeSeries> pieces) {
            this.pieces = pieces;
        }

        boolean isLeft() {
            while (at == piece.size() && pieces.hasNext()) {
                piece = pieces.next();
                at = 0;
            }
            return at < piece.size();
        }

        long time() {
            return piece.timestamp(at);
        }

        boolean isNumber() {
            return piece.isNumeric();
        }

        double number() {
            return piece.number(at);
        }

        String text() {
            return piece.text(at);
        }

        void next() {
            at++;
        }
    }

    /** The samples of a day, encoded and compressed, until they are written. */
    private final class RowGroup implements AutoCloseable {

        private final long day;
        private final ColumnChunkPageWriteStore pages = new ColumnChunkPageWriteStore(
                compressor,
                SCHEMA,
                PROPERTIES.getAllocator(),
                PROPERTIES.getColumnIndexTruncateLength(),
                PROPERTIES.getPageWriteChecksumEnabled());
        private final ColumnWriteStore columns = PROPERTIES.newColumnWriteStore(SCHEMA, pages, pages);
        private final ColumnWriter times = column(TIMESTAMP);
        private final ColumnWriter values = column(VALUE);
        private final ColumnWriter texts = column(TEXT);
        private int rows;
        private boolean isFull;

        RowGroup(long time) {
            this.day = Math.floorDiv(time, DAY);
        }

        private ColumnWriter column(String name) {
            return columns.getColumnWriter(SCHEMA.getColumnDescription(new String[] {name}));
        }

        boolean takes(long time) {
            return !isFull && Math.floorDiv(time, DAY) == day;
        }

        void add(Samples samples) {
            times.write(samples.time(), 0, 0);
            if (samples.isNumber()) {
                values.write(samples.number(), 0, 1);
                texts.writeNull(0, 0);
            } else {
                values.writeNull(0, 0);
                texts.write(Binary.fromString(samples.text()), 0, 1);
            }
            columns.endRecord();
            samples.next();
            rows++;
            isFull = rows == ROWS_OF_GROUP
                    || rows % ROWS_BETWEEN_CHECKS == 0 && columns.getBufferedSize() >= BYTES_OF_GROUP;
        }

        void writeTo(ParquetFileWriter file) throws IOException {
            file.startBlock(rows);
            columns.flush();
            pages.flushToFileWriter(file);
            file.endBlock();
        }

        @Override
        public void close() {
            columns.close();
            pages.close();
        }
    }

    /** Zstd without Hadoop, which Parquet's own codecs are classes of. */
    private record ZstdCompressor(int level) implements BytesInputCompressor {

        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            ByteArrayOutputStream page = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
            bytes.writeAllTo(page);
            return BytesInput.from(Zstd.compress(page.toByteArray(), level));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {
            // holds nothing
        }
    }
}
