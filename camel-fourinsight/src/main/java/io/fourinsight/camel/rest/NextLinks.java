package io.fourinsight.camel.rest;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.apache.hc.client5.http.utils.URIUtils;

/**
 * Follows the next links of one answer after the other, on one host and never in a circle.
 *
 * <p>A link comes from outside and a token goes where it leads, so it is checked like any other target.
 */
public final class NextLinks {

    private final ServiceUrl service;
    private final Set<URI> seen = new HashSet<>();
    private URI current;

    public NextLinks(ServiceUrl service, URI first) {
        this.service = service;
        this.current = first;
        seen.add(first);
    }

    /**
     * The URL that a link found in the last answer leads to; a relative one starts at that answer's URL.
     *
     * @throws RestException.ForbiddenLink if it leads to another host or was followed before
     * @throws RestException.Malformed if it is no URL
     */
    public URI follow(String link) {
        URI next;
        try {
            next = withoutFragment(URIUtils.resolve(current, link));
        } catch (IllegalArgumentException e) {
            throw new RestException.Malformed(RestRequest.get(current), "the next link is not a URL");
        }
        if (!service.owns(next)) {
            throw new RestException.ForbiddenLink(next, "leaves " + service + ", where its token must stay");
        }
        if (!seen.add(next)) {
            throw new RestException.ForbiddenLink(next, "was followed before: the pages go in a circle");
        }
        current = next;
        return next;
    }

    /** A fragment never reaches the server, so that a link which differs in it alone is the same one. */
    private static URI withoutFragment(URI uri) {
        String text = uri.toString();
        int mark = text.indexOf('#');
        return mark < 0 ? uri : URI.create(text.substring(0, mark));
    }
}
