package io.fourinsight.camel;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.SampleColumns;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.csv.TimeSeriesCsv;
import io.fourinsight.client.reservoir.upload.UserCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Makes one body of messages that each hold one value of a series: the reservoir's CSV, which {@code append} takes as it
 * is.
 *
 * <p>The time of a value comes from its message, never from its arrival: the field {@code time} of a body that is a JSON
 * object or a map, the header {@link #TIME}, or what the expression {@link #setTime time} finds. The value is the body, its
 * field {@code value}, or what {@link #setValue value} finds. A message without a time or without a number is an {@link
 * IllegalArgumentException}, and leaves the batch as it was.
 *
 * <p>The body is {@code byte[]} from the first message on, so that Camel's persistent repositories take it with their
 * filters as they are. Samples are in the order of their times. Of two at one time the later received stays, so that a
 * message that is delivered twice counts once. Of the headers only those of this component stay.
 */
public final class SampleAggregation implements AggregationStrategy, CamelContextAware {

    /** The header with the time of a value, if neither the body nor an expression gives it. */
    public static final String TIME = "CamelFourInsightTime";

    private final SampleMessages messages = new SampleMessages();

    /** An expression of the language simple that gives the time. JSON is a map to it, as in {@code ${body[at]}}. */
    public void setTime(String time) {
        messages.time(time);
    }

    /** An expression of the language simple that gives the value, as {@link #setTime}. */
    public void setValue(String value) {
        messages.value(value);
    }

    /** What times that are numbers count since 1970: {@code ns}, the default, {@code us}, {@code ms} or {@code s}. */
    public void setTimeUnit(String timeUnit) {
        messages.timeUnit(timeUnit);
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        messages.context(camelContext);
    }

    @Override
    public @Nullable CamelContext getCamelContext() {
        return messages.context();
    }

    @Override
    public Exchange aggregate(@Nullable Exchange batch, Exchange added) {
        // what may fail comes first: a message that is refused leaves the batch as it was
        Sample sample = messages.read(added);
        byte[] line = SampleMessages.line(sample);
        if (batch == null) {
            return begun(added, line);
        }
        checkSeries(batch, added);
        Message message = batch.getMessage();
        message.setBody(joined(message.getBody(byte[].class), line, sample));
        return batch;
    }

    private static Exchange begun(Exchange first, byte[] line) {
        Message message = first.getMessage();
        message.setBody(line);
        // all else is about this message alone, and a repository would write it anew with each that follows
        message.removeHeaders("*", "CamelFourInsight*");
        message.removeHeader(TIME);
        // of the body that was
        first.removeProperty(Exchange.CHARSET_NAME);
        return first;
    }

    /** A correlation by something else would mix series silently. */
    private static void checkSeries(Exchange batch, Exchange added) {
        Object series = batch.getMessage().getHeader(FourInsightConstants.SERIES_ID);
        Object other = added.getMessage().getHeader(FourInsightConstants.SERIES_ID);
        if (!Objects.equals(series, other)) {
            throw new IllegalArgumentException("Messages of two series, '" + series + "' and '" + other
                    + "', are in one batch; correlate them by the header " + FourInsightConstants.SERIES_ID);
        }
    }

    private static byte[] joined(byte[] batch, byte[] line, Sample sample) {
        if (sample.timestamp() > last(batch)) {
            byte[] joined = Arrays.copyOf(batch, batch.length + line.length);
            System.arraycopy(line, 0, joined, batch.length, line.length);
            return joined;
        }
        SampleColumns samples = SampleColumns.lastReceived();
        samples.addAll(series(batch));
        samples.add(sample);
        return TimeSeriesCsv.bytes(samples.toSeries(null));
    }

    /** The time in the last line. */
    private static long last(byte[] batch) {
        int start = batch.length - 1;
        while (start > 0 && batch[start - 1] != '\n') {
            start--;
        }
        int comma = start;
        while (batch[comma] != ',') {
            comma++;
        }
        return Long.parseLong(new String(batch, start, comma - start, StandardCharsets.US_ASCII));
    }

    private static TimeSeries series(byte[] csv) {
        try {
            return UserCsv.read(csv);
        } catch (IOException e) {
            throw new UncheckedIOException("The batch that was stored cannot be read", e);
        }
    }
}
