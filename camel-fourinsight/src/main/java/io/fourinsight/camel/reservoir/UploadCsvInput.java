package io.fourinsight.camel.reservoir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** CSV of a user, which is checked and handed on without being held in memory. */
record UploadCsvInput(String name, Opening opening, boolean isRepeatable) implements UploadInput {

    static UploadCsvInput of(String name, byte[] bytes) {
        DayFile file = DayFile.of(CsvTimestamps.ANY, name, bytes, bytes.length);
        return new UploadCsvInput(name, file::open, true);
    }

    static UploadCsvInput of(String name, Path path) {
        DayFile file = DayFile.of(CsvTimestamps.ANY, name, path);
        return new UploadCsvInput(name, file::open, true);
    }

    static UploadCsvInput of(String name, DayFile.Opener opener) {
        DayFile file = DayFile.of(CsvTimestamps.ANY, name, opener);
        return new UploadCsvInput(name, file::open, true);
    }

    static UploadCsvInput of(String name, InputStream stream) {
        Once<InputStream> once = new Once<>(stream);
        return new UploadCsvInput(name, () -> CsvLineReader.of(CsvTimestamps.ANY, name, once.take()), false);
    }

    @Override
    public InputStream open(UploadOrder order) throws IOException {
        return new CsvUploadStream(opening.open(), order);
    }

    @Override
    public UploadInput sorting() {
        return new Sorted(() -> {
            UploadSort sort = new UploadSort((line, reason) -> new MalformedCsvException(name, line, reason));
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
