package io.fourinsight.camel.csv;

import io.fourinsight.camel.csv.CsvLayout.Column;
import io.fourinsight.client.reservoir.SampleColumns;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The series of a file in temporary files: one of all times, and one of values for each column.
 *
 * <p>A column's file goes when its stream is closed, the file of times with the last of them.
 */
final class ColumnSpool implements CsvReading.Columns<List<TimeSeriesStream>> {

    private static final int BUFFER = 16 * 1024;

    /** So many samples, or characters of text, are in memory at once when a stream is read. */
    private static final int SAMPLES = 65_536;

    private static final int CHARACTERS = 4 * 1024 * 1024;

    private static final int NO_TEXT = -1;

    private final List<Column> columns;
    private final Path folder;
    private final List<DataOutputStream> files = new ArrayList<>();
    private final AtomicInteger inUse;
    private boolean complete;

    private ColumnSpool(List<Column> columns, Path folder) {
        this.columns = columns;
        this.folder = folder;
        this.inUse = new AtomicInteger(columns.size());
    }

    static ColumnSpool open(List<Column> columns) throws IOException {
        return open(columns, Path.of(System.getProperty("java.io.tmpdir")));
    }

    static ColumnSpool open(List<Column> columns, Path parent) throws IOException {
        // only the owner can look into such a folder
        ColumnSpool spool = new ColumnSpool(columns, Files.createTempDirectory(parent, "fourinsight-csv-"));
        try {
            for (int i = 0; i <= columns.size(); i++) {
                spool.files.add(new DataOutputStream(new BufferedOutputStream(
                        Files.newOutputStream(spool.file(i), StandardOpenOption.CREATE_NEW), BUFFER)));
            }
            return spool;
        } catch (IOException e) {
            spool.close();
            throw e;
        }
    }

    /** The values of a column, or behind the last of them the times. */
    private Path file(int column) {
        return folder.resolve(column == columns.size() ? "times" : "column-" + column);
    }

    @Override
    public void add(long time, double[] numbers, @Nullable String[] texts) throws IOException {
        files.get(columns.size()).writeLong(time);
        for (int i = 0; i < numbers.length; i++) {
            if (columns.get(i).text()) {
                writeText(files.get(i), texts[i]);
            } else {
                files.get(i).writeDouble(numbers[i]);
            }
        }
    }

    private static void writeText(DataOutputStream file, @Nullable String text) throws IOException {
        if (text == null) {
            file.writeInt(NO_TEXT);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            file.writeInt(bytes.length);
            file.write(bytes);
        }
    }

    @Override
    public List<TimeSeriesStream> complete() throws IOException {
        for (DataOutputStream file : files) {
            file.close();
        }
        complete = true;
        List<TimeSeriesStream> streams = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            streams.add(new TimeSeriesStream(columns.get(i).seriesId(), new Source(i)));
        }
        return streams;
    }

    /** Without being complete, all goes. */
    @Override
    public void close() throws IOException {
        if (complete) {
            return;
        }
        IOException failure = null;
        for (DataOutputStream file : files) {
            failure = closed(file, failure);
        }
        for (int i = 0; i <= columns.size(); i++) {
            int column = i;
            failure = closed(() -> Files.deleteIfExists(file(column)), failure);
        }
        failure = closed(() -> Files.deleteIfExists(folder), failure);
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable IOException closed(Closeable one, @Nullable IOException failure) {
        try {
            one.close();
            return failure;
        } catch (IOException e) {
            return failure == null ? e : failure;
        }
    }

    /** One column. Its files are opened with the first piece: there may be many columns, read one after the other. */
    private final class Source implements TimeSeriesStream.Source {

        private final int column;

        /** A stream may be closed by another thread: what that thread would not see must not be opened any more. */
        private final ReentrantLock handles = new ReentrantLock();

        private @Nullable DataInputStream times;
        private @Nullable DataInputStream values;
        private long left;

        Source(int column) {
            this.column = column;
        }

        @Override
        public @Nullable TimeSeries next() throws IOException {
            open();
            return piece(Objects.requireNonNull(times), Objects.requireNonNull(values));
        }

        private @Nullable TimeSeries piece(DataInputStream times, DataInputStream values) throws IOException {
            SampleColumns samples = SampleColumns.lastReceived();
            Column of = columns.get(column);
            long characters = 0;
            while (left > 0 && samples.size() < SAMPLES && characters < CHARACTERS) {
                left--;
                long time = times.readLong();
                if (of.text()) {
                    characters += addText(values, time, samples);
                } else {
                    double number = values.readDouble();
                    if (!Double.isNaN(number)) {
                        samples.add(time, number);
                    }
                }
            }
            return samples.size() == 0 ? null : samples.toTextSeries(of.seriesId());
        }

        private void open() throws IOException {
            handles.lock();
            try {
                if (times == null) {
                    left = Files.size(file(columns.size())) / Long.BYTES;
                    times = input(columns.size());
                    values = input(column);
                }
            } finally {
                handles.unlock();
            }
        }

        private static int addText(DataInputStream values, long time, SampleColumns samples) throws IOException {
            int length = values.readInt();
            if (length != NO_TEXT) {
                samples.add(time, new String(values.readNBytes(length), StandardCharsets.UTF_8));
            }
            return Math.max(0, length);
        }

        private DataInputStream input(int file) throws IOException {
            return new DataInputStream(new BufferedInputStream(Files.newInputStream(file(file)), BUFFER));
        }

        @Override
        public void close() throws IOException {
            handles.lock();
            try {
                closeAndDelete();
            } finally {
                handles.unlock();
            }
        }

        private void closeAndDelete() throws IOException {
            IOException failure = null;
            for (DataInputStream file : new DataInputStream[] {times, values}) {
                failure = file == null ? failure : closed(file, failure);
            }
            failure = closed(() -> Files.deleteIfExists(file(column)), failure);
            if (inUse.decrementAndGet() == 0) {
                failure = closed(() -> Files.deleteIfExists(file(columns.size())), failure);
                failure = closed(() -> Files.deleteIfExists(folder), failure);
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
