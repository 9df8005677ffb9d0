package io.fourinsight.camel;

import io.fourinsight.camel.reservoir.TimeExpression;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Reads what a message may choose: its header first, the endpoint's option if there is none. */
final class MessageOptions {

    private static final String PREFIX = "CamelFourInsight";

    private MessageOptions() {}

    /** The header's text, or else the option's, or null. */
    static String text(Exchange exchange, String header, String option) {
        Object value = exchange.getMessage().getHeader(header);
        String text = value == null ? option : textOf(exchange, header, value);
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * The text of a header's value, a single one: Camel would also make a text of a list or a map, but that is no id, and
     * wait for a future.
     *
     * @throws IllegalArgumentException if it has none
     */
    static String textOf(Exchange exchange, String header, Object value) {
        String text = isNoSingleValue(value)
                ? null
                : exchange.getContext().getTypeConverter().tryConvertTo(String.class, value);
        if (text == null) {
            throw new IllegalArgumentException("header " + header + " cannot be read as text: it is a "
                    + value.getClass().getName());
        }
        return text;
    }

    private static boolean isNoSingleValue(Object value) {
        return value instanceof Collection
                || value instanceof Future
                || value instanceof Map
                || value.getClass().isArray() && !(value instanceof byte[]) && !(value instanceof char[]);
    }

    /**
     * As {@link #text}.
     *
     * @throws IllegalArgumentException if there is neither
     */
    static String required(Exchange exchange, String header, String option) {
        String text = text(exchange, header, option);
        if (text == null) {
            throw missing(header);
        }
        return text;
    }

    static IllegalArgumentException missing(String header) {
        return new IllegalArgumentException(
                optionName(header) + " must be set, as an option or as the header " + header);
    }

    /** The header's time, or else the option's. A header may hold a time object, so it is not turned into text first. */
    static Optional<TimeExpression> time(Exchange exchange, String header, String option) {
        Object value = exchange.getMessage().getHeader(header);
        return Optional.ofNullable(value == null ? option : value)
                .map(time -> TimeExpression.of(optionName(header), time));
    }

    /**
     * As {@link #required}, for an id or a name that becomes a segment of a path.
     *
     * @throws IllegalArgumentException if there is neither, or it is {@code .} or {@code ..}
     */
    static String requiredId(Exchange exchange, String header, String option) {
        return checkSegment(optionName(header), required(exchange, header, option));
    }

    /**
     * As {@link #text}, for an id or a name that becomes a segment of a path.
     *
     * @throws IllegalArgumentException if it is {@code .} or {@code ..}
     */
    static String segment(Exchange exchange, String header, String option) {
        return checkSegment(optionName(header), text(exchange, header, option));
    }

    /**
     * The text, or null, unless it consists of the dots that no encoding keeps in their place in a path.
     *
     * @throws IllegalArgumentException if it is {@code .} or {@code ..}
     */
    static String checkSegment(String option, String text) {
        if (".".equals(text) || "..".equals(text)) {
            throw new IllegalArgumentException(option + " '" + text + "' is not an id or a name");
        }
        return text;
    }

    /**
     * The header's truth value, or else the option's.
     *
     * @throws IllegalArgumentException if the header is none
     */
    static boolean truth(Exchange exchange, String header, boolean option) {
        String text = text(exchange, header, Boolean.toString(option));
        if (!"true".equalsIgnoreCase(text) && !"false".equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(
                    optionName(header) + " '" + text + "' (header " + header + ") must be true or false");
        }
        return Boolean.parseBoolean(text);
    }

    /** Sets a header, or removes what an earlier operation left there if there is nothing to set. */
    static void set(Message message, String header, Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }

    /** The option that a header overrides, by the naming rule of the headers. */
    static String optionName(String header) {
        return Character.toLowerCase(header.charAt(PREFIX.length())) + header.substring(PREFIX.length() + 1);
    }
}
