package io.fourinsight.client.reservoir.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fourinsight.client.reservoir.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A page of aggregates is read right from its bytes as the JSON parser reads it, or is malformed in the same way. */
class AggregatePageFuzzTest {

    private static final int LONGEST_PIECE = 211;

    private interface Reading {
        AggregatePageReader.Read of(InputStream page, TimeSeries.Builder target) throws IOException;
    }

    @FuzzTest(maxDuration = "10m")
    void page(byte[] page) throws IOException {
        String expected = outcome(new ByteArrayInputStream(page), AggregatePageReader::parse);
        assertThat(outcome(pieces(page), AggregatePageReader::read)).isEqualTo(expected);
    }

    private static String outcome(InputStream page, Reading reading) throws IOException {
        TimeSeries.Builder target = TimeSeries.builder("S");
        try {
            AggregatePageReader.Read read = reading.of(page, target);
            return read + " " + describe(target.build());
        } catch (MalformedPageException e) {
            return e.getMessage() + " after " + describe(target.build());
        }
    }

    private static String describe(TimeSeries series) {
        return IntStream.range(0, series.size())
                .mapToObj(i -> series.timestamp(i) + "="
                        + (series.isNumeric()
                                ? Long.toHexString(Double.doubleToRawLongBits(series.number(i)))
                                : series.text(i)))
                .collect(Collectors.joining(","));
    }

    private static InputStream pieces(byte[] page) {
        int most = 1 + page.length % LONGEST_PIECE;
        return new ByteArrayInputStream(page) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, most));
            }
        };
    }
}
