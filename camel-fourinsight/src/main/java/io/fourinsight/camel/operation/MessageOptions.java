package io.fourinsight.camel.operation;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.client.reservoir.TimeExpression;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Reads what a message may choose: its header first, the endpoint's option if there is none. */
public final class MessageOptions {

    private static final String PREFIX = "CamelFourInsight";

    private MessageOptions() {}

    /** The header's text, or else the option's, or null. */
    public static @Nullable String text(Exchange exchange, String header, @Nullable String option) {
        Object value = exchange.getMessage().getHeader(header);
        String text = value == null || option != null && isPolled(exchange, header, value)
                ? option
                : textOf(exchange, header, value);
        return text == null || text.isBlank() ? null : text;
    }

    /** The header's text, unless a consumer has set it, or null. */
    public static @Nullable String chosen(Exchange exchange, String header) {
        Object value = exchange.getMessage().getHeader(header);
        return value == null || isPolled(exchange, header, value) ? null : text(exchange, header, null);
    }

    /** Whether a consumer has set the header: else a route from one series to another would write to the first one. */
    private static boolean isPolled(Exchange exchange, String header, Object value) {
        return header.equals(FourInsightConstants.SERIES_ID)
                && value.equals(exchange.getProperty(FourInsightConstants.POLLED_SERIES));
    }

    /**
     * The text of a header's value, a single one: Camel would also make a text of a list or a map, but that is no id, and
     * wait for a future.
     *
     * @throws IllegalArgumentException if it has none
     */
    public static String textOf(Exchange exchange, String header, Object value) {
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
    public static String required(Exchange exchange, String header, @Nullable String option) {
        String text = text(exchange, header, option);
        if (text == null) {
            throw missing(header);
        }
        return text;
    }

    public static IllegalArgumentException missing(String header) {
        return new IllegalArgumentException(
                optionName(header) + " must be set, as an option or as the header " + header);
    }

    /** The header's time, or else the option's. A header may hold a time object, so it is not turned into text first. */
    public static Optional<TimeExpression> time(Exchange exchange, String header, @Nullable String option) {
        Object value = exchange.getMessage().getHeader(header);
        return Optional.ofNullable(value == null ? option : value)
                .map(time -> TimeExpression.of(optionName(header), time));
    }

    /**
     * As {@link #required}, for an id or a name that becomes a segment of a path.
     *
     * @throws IllegalArgumentException if there is neither, or it is {@code .} or {@code ..}
     */
    public static String requiredId(Exchange exchange, String header, @Nullable String option) {
        String id = required(exchange, header, option);
        checkSegment(optionName(header), id);
        return id;
    }

    /**
     * As {@link #text}, for an id or a name that becomes a segment of a path.
     *
     * @throws IllegalArgumentException if it is {@code .} or {@code ..}
     */
    public static @Nullable String segment(Exchange exchange, String header, @Nullable String option) {
        String text = text(exchange, header, option);
        checkSegment(optionName(header), text);
        return text;
    }

    /**
     * Refuses a text of the dots that no encoding keeps in their place in a path.
     *
     * @throws IllegalArgumentException if it is {@code .} or {@code ..}
     */
    public static void checkSegment(String option, @Nullable String text) {
        if (".".equals(text) || "..".equals(text)) {
            throw new IllegalArgumentException(option + " '" + text + "' is not an id or a name");
        }
    }

    /**
     * Refuses a group of series where there is one series, too.
     *
     * @throws IllegalArgumentException naming the option {@code series} if both are there
     */
    public static void checkNoSeriesId(String series, @Nullable String seriesId) {
        if (seriesId != null) {
            throw new IllegalArgumentException("option 'series': value '" + series
                    + "' is not possible together with seriesId '" + seriesId + "'; allowed are one or the other");
        }
    }

    /**
     * The header's truth value, or else the option's.
     *
     * @throws IllegalArgumentException if the header is none
     */
    public static boolean truth(Exchange exchange, String header, boolean option) {
        String text = text(exchange, header, Boolean.toString(option));
        if (!"true".equalsIgnoreCase(text) && !"false".equalsIgnoreCase(text)) {
            throw new IllegalArgumentException(
                    optionName(header) + " '" + text + "' (header " + header + ") must be true or false");
        }
        return Boolean.parseBoolean(text);
    }

    /** Sets a header, or removes what an earlier operation left there if there is nothing to set. */
    public static void set(Message message, String header, @Nullable Object value) {
        if (value == null) {
            message.removeHeader(header);
        } else {
            message.setHeader(header, value);
        }
    }

    /** The option that a header overrides, by the naming rule of the headers. */
    public static String optionName(String header) {
        return Character.toLowerCase(header.charAt(PREFIX.length())) + header.substring(PREFIX.length() + 1);
    }
}
