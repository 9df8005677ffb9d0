package io.fourinsight.client.reservoir.upload;

import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.csv.CsvFile;
import io.fourinsight.client.reservoir.csv.CsvLineReader;
import io.fourinsight.client.reservoir.csv.CsvOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** CSV of a user, which is checked and handed on without being held in memory. */
record UploadCsvInput(String name, Opening opening, boolean isRepeatable) implements UploadInput {

    static UploadCsvInput of(String name, byte[] bytes) {
        CsvFile file = CsvFile.of(CsvOrigin.USER, name, bytes, bytes.length);
        return new UploadCsvInput(name, file::open, true);
    }

    static UploadCsvInput of(String name, Path path) {
        CsvFile file = CsvFile.of(CsvOrigin.USER, name, path);
        return new UploadCsvInput(name, file::open, true);
    }

    static UploadCsvInput of(String name, CsvFile.Opener opener) {
        CsvFile file = CsvFile.of(CsvOrigin.USER, name, opener);
        return new UploadCsvInput(name, file::open, true);
    }

    static UploadCsvInput of(String name, InputStream stream) {
        UploadInput.SingleUse<InputStream> once = new UploadInput.SingleUse<>(stream);
        return new UploadCsvInput(name, CsvFile.of(CsvOrigin.USER, name, once::take)::open, false);
    }

    @Override
    public InputStream open(UploadOrder order) throws IOException {
        return new CsvUploadStream(opening.open(), order);
    }

    @Override
    public UploadInput sorting() {
        return new Sorted(order -> {
            UploadSort sort = new UploadSort(order, (line, reason) -> new MalformedCsvException(name, line, reason));
            try (CsvLineReader lines = opening.open()) {
                while (lines.next()) {
                    sort.add(lines);
                }
            }
            return sort.sorted();
        });
    }

    interface Opening {
        CsvLineReader open() throws IOException;
    }
}
