package io.fourinsight.camel.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Handlers by method and path, in which {@code *} stands for one segment that is not empty.
 *
 * <p>Of several paths that fit, the one added first is taken; a path that fits with other methods only is a 405.
 */
public final class Routes {

    /** Answers requests to one path. */
    @FunctionalInterface
    public interface Handler {

        /**
         * @param segments those that stand at the stars of the path, decoded
         */
        Response answer(Request request, List<String> segments);
    }

    private record Route(String method, List<String> path, Handler handler) {

        Optional<List<String>> match(List<String> segments) {
            if (segments.size() != path.size()) {
                return Optional.empty();
            }
            List<String> free = new ArrayList<>();
            for (int i = 0; i < path.size(); i++) {
                if (path.get(i).equals("*") && !segments.get(i).isEmpty()) {
                    free.add(segments.get(i));
                } else if (!path.get(i).equals(segments.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(free);
        }
    }

    private final List<Route> routes = new ArrayList<>();

    public Routes on(String method, String path, Handler handler) {
        routes.add(new Route(method, List.of(path.split("/")), handler));
        return this;
    }

    /**
     * @throws Refusal if there is nothing here, or not with this method
     */
    public Response answer(Request request, List<String> segments) {
        boolean otherMethod = false;
        for (Route route : routes) {
            Optional<List<String>> free = route.match(segments);
            if (free.isPresent() && route.method().equals(request.method())) {
                return route.handler().answer(request, free.get());
            }
            otherMethod |= free.isPresent();
        }
        throw otherMethod
                ? Refusal.methodNotAllowed(request)
                : Refusal.notFound("There is nothing at %s.".formatted(request.path()));
    }
}
