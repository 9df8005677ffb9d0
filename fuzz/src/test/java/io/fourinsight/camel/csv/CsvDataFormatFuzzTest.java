package io.fourinsight.camel.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.TimeSeriesStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.UnitOfWorkHelper;

/** A file of a user is read, or is a {@link CsvFormatException}, in the same way at once and streaming; what is read can be written. */
class CsvDataFormatFuzzTest {

    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();

    /** What the length of the file chooses. */
    private static final int DIALECTS = 6;

    @FuzzTest(maxDuration = "10m")
    void file(byte[] file) throws Exception {
        FourInsightCsvDataFormat format = dialect(file.length % DIALECTS);
        Object atOnce = outcome(format, file);
        format.setStreaming(true);
        assertThat(outcome(format, file)).isEqualTo(atOnce);
        format.setStreaming(false);
        if (atOnce instanceof List<?> series) {
            writtenIsRead(format, series);
        }
    }

    private static FourInsightCsvDataFormat dialect(int choice) {
        FourInsightCsvDataFormat format = new FourInsightCsvDataFormat();
        switch (choice) {
            case 1 -> format.setDecimalComma(true);
            case 2 -> format.setTimeFormat("excel");
            case 3 -> {
                format.setTimeFormat("dd.MM.yyyy HH:mm:ss");
                format.setTimeZone("Europe/Oslo");
                format.setAmbiguousTime("ordered");
            }
            case 4 -> format.setOnBadLine("skip");
            case 5 -> {
                format.setTime("1+2");
                format.setHeader("true");
            }
            default -> {} // as it is
        }
        return format;
    }

    /** The series that are not empty, or the error's message. */
    private static Object outcome(FourInsightCsvDataFormat format, byte[] file) throws Exception {
        Exchange exchange = new DefaultExchange(CONTEXT);
        try {
            Object body = format.unmarshal(exchange, new ByteArrayInputStream(file));
            return (body instanceof List<?> list ? list : List.of(body))
                    .stream()
                            .map(one -> one instanceof TimeSeriesStream stream ? stream.readAll() : (TimeSeries) one)
                            .filter(series -> !series.isEmpty())
                            .toList();
        } catch (CsvFormatException e) {
            return e.getMessage();
        } finally {
            List<Synchronization> done = exchange.getExchangeExtension().handoverCompletions();
            UnitOfWorkHelper.doneSynchronizations(exchange, done);
        }
    }

    private static void writtenIsRead(FourInsightCsvDataFormat format, List<?> series) throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try {
            format.marshal(new DefaultExchange(CONTEXT), series, written);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank(); // a time or a name that this dialect cannot write
            return;
        }
        outcome(
                format,
                written.toByteArray()); // a name that looks like a time may be no header; but nothing else happens
    }
}
