package io.fourinsight.client.rest.call;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sentence for people in the body of an error.
 *
 * <p>It knows the forms of OData ({@code error.message}, in OData 3 with {@code value}), of ASP.NET ({@code Message},
 * {@code title} and {@code errors}, a text) and of Azure's stores (XML).
 */
final class ServiceMessage {

    private static final int LONGEST = 500;
    private static final Pattern XML = Pattern.compile("<Message>([^<]+)</Message>", Pattern.CASE_INSENSITIVE);
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final Pattern MARKUP = Pattern.compile("^[<\\[{\"]");

    private ServiceMessage() {}

    /** The sentence in one line, or an empty text. */
    static String in(String body) {
        String text = body.strip();
        Matcher xml = XML.matcher(text);
        String said = xml.find() ? xml.group(1) : said(text);
        String line = BLANKS.matcher(said).replaceAll(" ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static String said(String body) {
        if (!MARKUP.matcher(body).find()) {
            return body;
        }
        Object json = body.startsWith("<") ? null : Json.lenient(body);
        if (json instanceof String text) {
            return text;
        }
        return Stream.of(error(Json.field(json, "error")), error(Json.field(json, "odata.error")), error(json))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String error(@Nullable Object error) {
        if (error instanceof String text) {
            return text;
        }
        return Stream.of(
                        text(first(error, "message", "detail", "title", "error_description")),
                        details(Json.field(error, "errors")))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static @Nullable Object first(@Nullable Object json, String... names) {
        return Stream.of(names)
                .map(name -> Json.field(json, name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String text(@Nullable Object message) {
        return message instanceof String text ? text : Json.field(message, "value") instanceof String text ? text : "";
    }

    /** The fault of each parameter, as ASP.NET lists it. */
    private static String details(@Nullable Object errors) {
        if (!(errors instanceof Map<?, ?> map)) {
            return "";
        }
        return map.entrySet().stream()
                .map(entry -> entry.getKey() + ": "
                        + (entry.getValue() instanceof List<?> list
                                ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
                                : entry.getValue()))
                .collect(Collectors.joining("; "));
    }
}
