package io.fourinsight.client.rest.url;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.net.URIBuilder;

/**
 * Splits a query as people write it, {@code $filter=Title eq 'A & B'&$top=5}, into its parameters.
 *
 * <p>An {@code &} between single quotes belongs to a string literal of OData (URL conventions, section 5.1.1.6.1) and does
 * not separate; a doubled quote inside a literal closes and opens it again, which comes to the same. If the quotes are not
 * balanced, they are no literals, and every {@code &} separates.
 */
final class ODataQuery {

    private ODataQuery() {}

    /** The URL with the query's parameters, encoded, behind those that it has, which stay as they are. */
    static URI append(URI url, String query) {
        URI added = ServiceUrl.build(new URIBuilder().addParameters(parse(query)));
        if (added.getRawQuery() == null) {
            return url;
        }
        return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + added.getRawQuery());
    }

    /** The parameters, not encoded. */
    static List<NameValuePair> parse(String query) {
        String text = query.startsWith("?") ? query.substring(1) : query;
        boolean balanced = text.chars().filter(c -> c == '\'').count() % 2 == 0;
        List<NameValuePair> parameters = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? '&' : text.charAt(i);
            if (c == '\'' && balanced) {
                quoted = !quoted;
            } else if (c == '&' && !quoted) {
                add(parameters, text.substring(start, i));
                start = i + 1;
            }
        }
        return parameters;
    }

    private static void add(List<NameValuePair> parameters, String parameter) {
        if (parameter.isBlank()) {
            return;
        }
        int equals = parameter.indexOf('=');
        parameters.add(
                equals < 0
                        ? new BasicNameValuePair(parameter.trim(), null)
                        : new BasicNameValuePair(
                                parameter.substring(0, equals).trim(), parameter.substring(equals + 1)));
    }
}
