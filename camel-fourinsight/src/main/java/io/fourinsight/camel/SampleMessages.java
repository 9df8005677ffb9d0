package io.fourinsight.camel;

import io.fourinsight.client.reservoir.Sample;
import io.fourinsight.client.reservoir.TimeSeries;
import io.fourinsight.client.reservoir.csv.TimeSeriesCsv;
import io.fourinsight.client.reservoir.text.NumberText;
import io.fourinsight.client.reservoir.text.Timestamps;
import io.fourinsight.client.reservoir.upload.UserCsv;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Message;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.Jsoner;
import org.jspecify.annotations.Nullable;

/** Finds the time and the value in messages that hold one sample each; its errors never quote what was received. */
final class SampleMessages {

    /** Powers of ten of nanoseconds. */
    private static final Map<String, Integer> UNITS = Map.of("ns", 0, "us", 3, "ms", 6, "s", 9);

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,19}(\\.\\d{0,18})?");

    private int nanosPower;
    private String timeUnit = "ns";
    private @Nullable String time;
    private @Nullable String value;
    private @Nullable CamelContext context;

    /** Made of the texts with the first message, when the context has its languages. */
    private volatile @Nullable Expressions expressions;

    private record Expressions(@Nullable Expression time, @Nullable Expression value) {}

    void time(String expression) {
        time = expression;
    }

    void value(String expression) {
        value = expression;
    }

    void timeUnit(String unit) {
        Integer power = UNITS.get(unit);
        if (power == null) {
            throw new IllegalArgumentException("timeUnit '" + unit + "' is not a unit; allowed are ns, us, ms and s");
        }
        nanosPower = power;
        timeUnit = unit;
    }

    void context(CamelContext camelContext) {
        context = camelContext;
    }

    @Nullable
    CamelContext context() {
        return context;
    }

    /** The sample of a message; a body that is a JSON object has become a map. */
    Sample read(Exchange exchange) {
        Message message = exchange.getMessage();
        Object content = content(message);
        Map<?, ?> fields = content instanceof Map<?, ?> map ? map : Map.of();
        Expressions set = expressions(exchange);
        Object at;
        if (set.time() == null) {
            at = fields.get("time");
            at = at == null ? message.getHeader(SampleAggregation.TIME) : at;
        } else {
            at = set.time().evaluate(exchange, Object.class);
        }
        Object number;
        if (set.value() == null) {
            number = content instanceof Map ? fields.get("value") : content;
        } else {
            number = set.value().evaluate(exchange, Object.class);
        }
        return new Sample(timestamp(at), number(number, exchange));
    }

    /** The sample of a message as a line. */
    byte[] readLine(Exchange exchange) {
        return line(read(exchange));
    }

    /** The sample as a line of the reservoir's CSV, which the rules for users' CSV have been tried on. */
    static byte[] line(Sample sample) {
        byte[] line = TimeSeriesCsv.bytes(TimeSeries.builder(null).add(sample).build());
        try {
            UserCsv.read(line);
            return line;
        } catch (IOException e) {
            throw new IllegalArgumentException("The message holds no sample: " + e.getMessage(), e);
        }
    }

    /** A number, a map or text; also a stream is read but once. */
    private static @Nullable Object content(Message message) {
        if (message.getBody() instanceof Map || message.getBody() instanceof Number) {
            return message.getBody();
        }
        String text = message.getBody(String.class);
        if (text == null || !text.stripLeading().startsWith("{")) {
            return text;
        }
        try {
            Object fields = Jsoner.deserialize(text);
            message.setBody(fields);
            return fields;
        } catch (DeserializationException e) {
            // neither its message, which quotes what was read, nor the exception itself
            throw new IllegalArgumentException(
                    "The body begins as a JSON object and is none; see character " + (e.getPosition() + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The body is a JSON object with a number that is out of any range");
        }
    }

    private Expressions expressions(Exchange exchange) {
        Expressions made = expressions;
        if (made == null) {
            made = new Expressions(expression(time, exchange), expression(value, exchange));
            expressions = made;
        }
        return made;
    }

    private static @Nullable Expression expression(@Nullable String text, Exchange exchange) {
        if (text == null) {
            return null;
        }
        Expression expression = exchange.getContext().resolveLanguage("simple").createExpression(text);
        expression.init(exchange.getContext());
        return expression;
    }

    private long timestamp(@Nullable Object at) {
        if (at == null || at.toString().isBlank()) {
            throw new IllegalArgumentException(
                    "The message has no time; allowed are a field 'time' of a JSON object, the" + " header "
                            + SampleAggregation.TIME + ", or an expression 'time' of SampleAggregation");
        }
        // in decimals: a time in seconds as a double is written with an exponent
        String text = at instanceof Double number && Double.isFinite(number)
                ? BigDecimal.valueOf(number).toPlainString()
                : at.toString().strip();
        if ((at instanceof Number || at instanceof CharSequence)
                && NUMBER.matcher(text).matches()) {
            return nanos(new BigDecimal(text));
        }
        if (at instanceof Number) {
            throw new IllegalArgumentException("The time of the message is not a number of " + timeUnit);
        }
        try {
            return Timestamps.of(at);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The time of the message is none; allowed is " + Timestamps.ALLOWED
                    + ", or a number in another timeUnit of SampleAggregation");
        }
    }

    private long nanos(BigDecimal number) {
        try {
            return number.movePointRight(nanosPower)
                    .setScale(0, nanosPower == 0 ? RoundingMode.UNNECESSARY : RoundingMode.FLOOR)
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "The time of the message is not a number of " + timeUnit
                            + " from 1678 to 2262; see timeUnit of SampleAggregation",
                    e);
        }
    }

    private static double number(@Nullable Object value, Exchange exchange) {
        double number = Double.NaN;
        if (value instanceof Number given) {
            // of 0.1f the double 0.1 is meant
            number = Double.parseDouble(given.toString());
        } else if (value != null && !(value instanceof Boolean)) {
            String text = exchange.getContext().getTypeConverter().convertTo(String.class, exchange, value);
            number = text == null ? Double.NaN : NumberText.parse(text);
        }
        // what is text is a NaN, too
        if (Double.isNaN(number)) {
            throw new IllegalArgumentException(
                    "The message has no number as its value; allowed are a body that is one, a"
                            + " field 'value' of a JSON object, or an expression 'value' of SampleAggregation");
        }
        return number;
    }
}
