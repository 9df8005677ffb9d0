package io.fourinsight.camel.parquet;

import com.github.luben.zstd.Zstd;
import io.fourinsight.client.reservoir.text.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;

/** Writes a file by the data format, outside of a route, and reads it by the programs of others. */
final class ParquetRig {

    private final FourInsightParquetDataFormat format = new FourInsightParquetDataFormat();
    private final Exchange exchange = new DefaultExchange(new SimpleCamelContext());
    private final Path file;

    ParquetRig(Path file, Consumer<FourInsightParquetDataFormat> options) {
        this.file = file;
        options.accept(format);
    }

    ParquetRig(Path folder) {
        this(folder.resolve("series.parquet"), format -> {});
    }

    ParquetRig write(Object body) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            format.marshal(exchange, body, out);
        }
        return this;
    }

    static void write(Object body, OutputStream out) throws Exception {
        new FourInsightParquetDataFormat().marshal(new DefaultExchange(new SimpleCamelContext()), body, out);
    }

    static long nanos(String instant) {
        return Timestamps.nanos(Instant.parse(instant));
    }

    /** Columns separated by blanks, for each row that DuckDB answers; {@code FILE} is the file. */
    List<String> duckDb(String sql) throws SQLException {
        return duckDb(file, sql);
    }

    static List<String> duckDb(Path file, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql.replace("FILE", "'" + file + "'"))) {
            while (result.next()) {
                StringJoiner row = new StringJoiner(" ");
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    ParquetMetadata metadata() throws IOException {
        try (ParquetFileReader reader = reader()) {
            return reader.getFooter();
        }
    }

    /** {@code nanoseconds value text} for each row that parquet-java reads, with a dash for what is null. */
    List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        try (ParquetFileReader reader = reader()) {
            PageReadStore pages = reader.readNextRowGroup();
            while (pages != null) {
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(reader.getFileMetaData().getSchema())
                        .getRecordReader(
                                pages,
                                new GroupRecordConverter(
                                        reader.getFileMetaData().getSchema()));
                for (long i = 0; i < pages.getRowCount(); i++) {
                    rows.add(row(records.read()));
                }
                pages = reader.readNextRowGroup();
            }
        }
        return rows;
    }

    private static String row(Group row) {
        return row.getLong("timestamp", 0)
                + " " + (row.getFieldRepetitionCount("value") == 0 ? "-" : row.getDouble("value", 0))
                + " " + (row.getFieldRepetitionCount("text") == 0 ? "-" : row.getString("text", 0));
    }

    private ParquetFileReader reader() throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new ZstdOnly())
                .build();
        return ParquetFileReader.open(new LocalInputFile(file), options);
    }

    /** What parquet-java needs to read zstd without all of Hadoop. */
    private static final class ZstdOnly implements CompressionCodecFactory {

        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
            if (codec != CompressionCodecName.ZSTD) {
                throw new AssertionError("not zstd: " + codec);
            }
            return new Decompressor();
        }

        @Override
        public void release() {}
    }

    private static final class Decompressor implements CompressionCodecFactory.BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput bytes, int size) throws IOException {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            bytes.writeAllTo(compressed);
            return BytesInput.from(Zstd.decompress(compressed.toByteArray(), size));
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void release() {}
    }
}
