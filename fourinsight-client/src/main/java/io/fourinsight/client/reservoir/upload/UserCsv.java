package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.ValueType;
import io.fourinsight.client.reservoir.csv.ByteChunks;
import io.fourinsight.client.reservoir.csv.CsvFile;
import io.fourinsight.client.reservoir.csv.CsvMerge;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Makes a series, without id, of a user's CSV. It is read as an upload reads it, so that a file is the same series, or the
 * same error, whether it is a series before it is uploaded or not.
 */
public final class UserCsv {

    private UserCsv() {}

    /** @throws MalformedCsvException if a line is not a sample that may stand there */
    public static TimeSeries read(byte[] csv) throws IOException {
        return read(UploadCsv.of(csv, false, ValueType.AUTO));
    }

    /** As {@link #read(byte[])}, of a file. */
    public static TimeSeries read(File csv) throws IOException {
        return read(UploadCsv.of(csv, false, ValueType.AUTO));
    }

    /** As {@link #read(byte[])}, of a stream that is read to its end and left open. */
    public static TimeSeries read(InputStream csv) throws IOException {
        // into memory: it has to be read again if it turns out to be text
        ByteChunks bytes = new ByteChunks();
        bytes.fill(csv, Long.MAX_VALUE);
        return read(UploadCsv.of("CSV", bytes::open, false, ValueType.AUTO));
    }

    private static TimeSeries read(UploadCsv csv) throws IOException {
        return new CsvMerge(null, Long.MIN_VALUE, Long.MAX_VALUE).read(List.of(CsvFile.of("upload", csv::stream)));
    }
}
