package io.fourinsight.client.rest.page;

import io.fourinsight.client.base.Sha256;
import io.fourinsight.client.rest.RestException;
import io.fourinsight.client.rest.url.LinkText;
import io.fourinsight.client.rest.url.ServiceUrl;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.utils.URIUtils;
import org.jspecify.annotations.Nullable;

/**
 * Follows the next links of one answer after the other, on one host, never in a circle and not for ever.
 *
 * <p>A link comes from outside and a token goes where it leads, so it is checked like any other target.
 */
public final class NextLinks {

    /** So many pages in a row may come without an item. */
    public static final int MOST_EMPTY_PAGES = 1000;

    /** So many links are remembered; a circle of more pages than these is found at a later round. */
    private static final int MOST_REMEMBERED = 1000;

    private static final Set<String> NAMES = Set.of("@odata.nextlink", "@nextlink", "odata.nextlink");

    private final ServiceUrl service;
    private final Set<String> seen = new HashSet<>();
    private URI current;
    private URI mark;
    private long followed;
    private int emptyPages;

    public NextLinks(ServiceUrl service, URI first) {
        this.service = service;
        this.current = first;
        this.mark = first;
    }

    /** Whether a member of that name holds a page's next link: as OData 3, 4 or 4.01 write it, in any case. */
    public static boolean isName(String member) {
        return NAMES.contains(member.toLowerCase(Locale.ROOT));
    }

    /** The text of a next link, or null if there is none: an empty one is none. */
    public static @Nullable String link(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** As {@link #follow(String, String, boolean)}, without context URL. */
    public URI follow(String link, boolean empty) {
        return follow(link, null, empty);
    }

    /**
     * The URL that a link found in the last answer leads to.
     *
     * @param context the answer's context URL, where a relative link starts if that is below the service; or null, then it
     *     starts at the answer's URL, as one does that is a query only
     * @param empty whether the last answer had no items
     * @throws RestException.ForbiddenLink if it leads to another host, was followed before or comes after too many pages
     *     without an item
     * @throws RestException.Malformed if it is no URL
     */
    public URI follow(String link, @Nullable String context, boolean empty) {
        URI next = resolve(link, context);
        if (!service.owns(next)) {
            throw new RestException.ForbiddenLink(next, "leaves " + service + ", where its token must stay");
        }
        if (followed == 0) {
            seen.add(digest(current)); // not before: most answers have no link
        }
        emptyPages = empty ? emptyPages + 1 : 0;
        if (emptyPages >= MOST_EMPTY_PAGES) {
            throw new RestException.ForbiddenLink(
                    next, "is not followed: " + MOST_EMPTY_PAGES + " pages in a row without an item");
        }
        if (next.equals(mark) || !isNew(next)) {
            throw new RestException.ForbiddenLink(next, "was followed before: the pages go in a circle");
        }
        // Brent's algorithm: the marks get further and further apart, so that one of them lies in a circle of any
        // length
        followed++;
        if (Long.bitCount(followed) == 1) {
            mark = next;
        }
        current = next;
        return next;
    }

    /** Where a link found in the last answer leads, whether it may be followed or not. */
    URI resolve(String link, @Nullable String context) {
        try {
            String text = LinkText.encode(link);
            return withoutFragment(URIUtils.resolve(start(text, context), text));
        } catch (IllegalArgumentException e) {
            throw new RestException.Malformed("GET", current, "the next link is not a URL");
        }
    }

    private URI start(String link, @Nullable String context) {
        if (context == null || context.isBlank() || link.isEmpty() || link.startsWith("?") || link.startsWith("#")) {
            return current;
        }
        try {
            URI start = withoutFragment(URIUtils.resolve(current, LinkText.encode(context)));
            return service.holds(start) ? start : current;
        } catch (IllegalArgumentException e) {
            return current;
        }
    }

    private boolean isNew(URI next) {
        String digest = digest(next);
        return seen.size() < MOST_REMEMBERED ? seen.add(digest) : !seen.contains(digest);
    }

    /** Links may be long; this is not. */
    private static String digest(URI link) {
        return Sha256.hex(link.toString());
    }

    /** A fragment never reaches the server, so that a link which differs in it alone is the same one. */
    private static URI withoutFragment(URI uri) {
        String text = uri.toString();
        int mark = text.indexOf('#');
        return mark < 0 ? uri : URI.create(text.substring(0, mark));
    }
}
