package io.fourinsight.client.rest.url;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Encodes what a URL must not hold in links that services write: blanks, letters beyond ASCII, braces and their like.
 *
 * <p>The result is what the services get from their Python client: what is encoded stays as it is, and a {@code %} that
 * encodes nothing makes all of them in its part of the URL literal. A host gets its ASCII form.
 */
public final class LinkText {

    private static final Pattern SERVER =
            Pattern.compile("([a-z][a-z0-9+.-]*:)?(//[^/?#]*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LITERAL_PERCENT = Pattern.compile("%(?![0-9a-f]{2})", Pattern.CASE_INSENSITIVE);
    private static final String ALLOWED = "-._~!$&'()*+,;=:@/?";

    private LinkText() {}

    /**
     * The link without blanks around it, encoded.
     *
     * @throws IllegalArgumentException if its host has no ASCII form
     */
    public static String encode(String link) {
        String text = link.strip();
        Matcher server = SERVER.matcher(text);
        int path = server.lookingAt() ? server.end() : 0;
        int query = first(text, '?', path);
        int fragment = first(text, '#', path);
        int end = Math.min(query, fragment);
        StringBuilder encoded = new StringBuilder(text.length() + 16).append(ascii(text.substring(0, path)));
        encodePart(text.substring(path, end), encoded);
        if (query < fragment) {
            encoded.append('?');
            encodePart(text.substring(query + 1, fragment), encoded);
        }
        if (fragment < text.length()) {
            encoded.append('#');
            encodePart(text.substring(fragment + 1), encoded);
        }
        return encoded.toString();
    }

    /** HttpClient would make another host of one with letters beyond ASCII. */
    private static String ascii(String server) {
        int host = Math.max(server.lastIndexOf('@'), server.lastIndexOf('/')) + 1;
        int colon = server.indexOf(':', host);
        int end = colon < 0 ? server.length() : colon;
        boolean plain = server.chars().allMatch(c -> c < 0x80);
        return plain
                ? server
                : server.substring(0, host) + IDN.toASCII(server.substring(host, end)) + server.substring(end);
    }

    private static int first(String text, char mark, int from) {
        int at = text.indexOf(mark, from);
        return at < 0 ? text.length() : at;
    }

    private static void encodePart(String part, StringBuilder target) {
        boolean percentEncodes = !LITERAL_PERCENT.matcher(part).find();
        for (byte octet : part.getBytes(StandardCharsets.UTF_8)) {
            if (isAllowed(octet) || octet == '%' && percentEncodes) {
                target.append((char) octet);
            } else {
                target.append('%')
                        .append(Character.toUpperCase(Character.forDigit(octet >> 4 & 0xf, 16)))
                        .append(Character.toUpperCase(Character.forDigit(octet & 0xf, 16)));
            }
        }
    }

    private static boolean isAllowed(byte octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || octet > 0 && ALLOWED.indexOf(octet) >= 0;
    }
}
