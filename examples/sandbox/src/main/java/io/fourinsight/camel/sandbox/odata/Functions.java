package io.fourinsight.camel.sandbox.odata;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.uri.queryoption.expression.MethodKind;

/** OData's functions over text, numbers and times; of a null they are null. */
final class Functions {

    private Functions() {}

    static Object call(MethodKind function, List<Object> arguments) throws ODataApplicationException {
        if (arguments.contains(null)) {
            return null;
        }
        return switch (function) {
            case CONTAINS -> text(arguments, 0).contains(text(arguments, 1));
            case STARTSWITH -> text(arguments, 0).startsWith(text(arguments, 1));
            case ENDSWITH -> text(arguments, 0).endsWith(text(arguments, 1));
            case LENGTH -> (double) text(arguments, 0).length();
            case INDEXOF -> (double) text(arguments, 0).indexOf(text(arguments, 1));
            case SUBSTRING -> substring(arguments);
            case TOLOWER -> text(arguments, 0).toLowerCase(Locale.ROOT);
            case TOUPPER -> text(arguments, 0).toUpperCase(Locale.ROOT);
            case TRIM -> text(arguments, 0).strip();
            case CONCAT -> text(arguments, 0) + text(arguments, 1);
            case YEAR -> (double) time(arguments).getYear();
            case MONTH -> (double) time(arguments).getMonthValue();
            case DAY -> (double) time(arguments).getDayOfMonth();
            case HOUR -> (double) time(arguments).getHour();
            case MINUTE -> (double) time(arguments).getMinute();
            case SECOND -> (double) time(arguments).getSecond();
            case ROUND -> (double) Math.round(number(arguments, 0));
            case FLOOR -> Math.floor(number(arguments, 0));
            case CEILING -> Math.ceil(number(arguments, 0));
            default -> throw Operators.unsupported(function.toString());
        };
    }

    private static String substring(List<Object> arguments) {
        String text = text(arguments, 0);
        int from = within(text, number(arguments, 1));
        int to = arguments.size() > 2 ? within(text, from + number(arguments, 2)) : text.length();
        return text.substring(from, Math.max(from, to));
    }

    private static int within(String text, double position) {
        return (int) Math.max(0, Math.min(text.length(), position));
    }

    private static String text(List<Object> arguments, int index) {
        return (String) arguments.get(index);
    }

    private static double number(List<Object> arguments, int index) {
        return (Double) arguments.get(index);
    }

    private static OffsetDateTime time(List<Object> arguments) {
        return ((Instant) arguments.get(0)).atOffset(ZoneOffset.UTC);
    }
}
