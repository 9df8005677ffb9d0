package io.fourinsight.camel.sandbox.page;

import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Lets only the sandbox's own page, on this machine, see and drive what is behind the page. */
final class OwnPage {

    private static final Pattern LOOPBACK = Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private OwnPage() {}

    /** @throws Refusal if the request may come of a page of somebody else */
    static void check(Request request) {
        String host = Optional.ofNullable(request.url().getRawAuthority()).orElse("");
        // A name that its owner makes lead here, to be of the same origin, is not one of these.
        if (!LOOPBACK.matcher(host).matches()) {
            throw Refusal.of(403, "Forbidden", "This page is for 127.0.0.1 and localhost only.");
        }
        boolean own =
                request.header("Origin").filter(("http://" + host)::equals).isPresent();
        // Every browser says where a POST comes from; what is no browser has the API of the sandbox.
        if (!READING.contains(request.method()) && !own) {
            throw Refusal.of(403, "Forbidden", "Only the sandbox's own page may do this.");
        }
    }
}
