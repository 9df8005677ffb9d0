package io.fourinsight.camel.csv;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fourinsight.client.reservoir.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/** A data format with its options, outside of a route. */
final class CsvRig {

    private final FourInsightCsvDataFormat format = new FourInsightCsvDataFormat();
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    CsvRig(Consumer<FourInsightCsvDataFormat> options) {
        options.accept(format);
        exchange.getMessage().setHeader(Exchange.FILE_NAME, "log.csv");
    }

    static CsvRig plain() {
        return new CsvRig(format -> {});
    }

    Exchange exchange() {
        return exchange;
    }

    Object body(InputStream content) throws Exception {
        return format.unmarshal(exchange, content);
    }

    Object body(byte[] content) throws Exception {
        return body(new ByteArrayInputStream(content));
    }

    TimeSeries series(String content) throws Exception {
        return (TimeSeries) body(content.getBytes(StandardCharsets.UTF_8));
    }

    List<TimeSeries> all(String content) throws Exception {
        return list(body(content.getBytes(StandardCharsets.UTF_8)));
    }

    @SuppressWarnings("unchecked")
    static <T> List<T> list(Object body) {
        return (List<T>) body;
    }

    /** {@code time=value} for each sample. */
    List<String> samples(String content) throws Exception {
        return samples(series(content));
    }

    static List<String> samples(TimeSeries series) {
        List<String> samples = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            samples.add(series.instant(i) + "=" + series.text(i));
        }
        return samples;
    }

    CsvFormatException error(String content) {
        return error(content.getBytes(StandardCharsets.UTF_8));
    }

    CsvFormatException error(byte[] content) {
        return catchThrowableOfType(CsvFormatException.class, () -> body(content));
    }

    String written(Object body) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.marshal(exchange, body, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    static long nanos(String instant) {
        return io.fourinsight.client.reservoir.text.Timestamps.nanos(Instant.parse(instant));
    }
}
