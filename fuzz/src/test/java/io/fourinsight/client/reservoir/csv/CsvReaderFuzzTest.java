package io.fourinsight.client.reservoir.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fourinsight.client.reservoir.MalformedCsvException;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A file of samples is read, or is malformed, in the same way from an array and in pieces; what is read can be written. */
class CsvReaderFuzzTest {

    private static final int LONGEST_PIECE = 97;

    @FuzzTest(maxDuration = "10m")
    void csv(byte[] file) throws IOException {
        for (CsvOrigin origin : CsvOrigin.values()) {
            List<String> atOnce = samples(CsvFile.of(origin, "file", file.clone(), file.length));
            List<String> inPieces = samples(CsvFile.of(origin, "file", () -> pieces(file)));
            assertThat(inPieces).isEqualTo(atOnce);
        }
        writtenIsRead(file);
    }

    private static List<String> samples(CsvFile file) throws IOException {
        List<String> samples = new ArrayList<>();
        try (CsvLineReader reader = file.open()) {
            while (reader.next()) {
                String value = reader.readNumber()
                        ? Long.toHexString(Double.doubleToLongBits(reader.number()))
                        : reader.text();
                samples.add(reader.line() + ": " + reader.timestamp() + "=" + value);
            }
        } catch (MalformedCsvException e) {
            samples.add(e.getMessage());
        }
        return samples;
    }

    private static void writtenIsRead(byte[] file) throws IOException {
        TimeSeries.Builder builder = TimeSeries.builder("S");
        try {
            read(file, builder);
        } catch (MalformedCsvException e) {
            return; // the other samples are as good
        }
        TimeSeries series = builder.build();
        TimeSeries.Builder again = TimeSeries.builder("S");
        read(TimeSeriesCsv.bytes(series), again);
        assertThat(again.build()).isEqualTo(series);
    }

    private static void read(byte[] file, TimeSeries.Builder target) throws IOException {
        try (CsvLineReader reader =
                CsvFile.of("file", file.clone(), file.length).open()) {
            while (reader.next()) {
                if (reader.readNumber()) {
                    target.add(reader.timestamp(), reader.number());
                } else {
                    target.add(reader.timestamp(), reader.text());
                }
            }
        }
    }

    private static InputStream pieces(byte[] file) {
        int most = 1 + file.length % LONGEST_PIECE;
        return new ByteArrayInputStream(file) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, most));
            }
        };
    }
}
