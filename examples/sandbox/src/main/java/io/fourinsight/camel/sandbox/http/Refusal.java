package io.fourinsight.camel.sandbox.http;

import java.util.Map;

/** An answer that ends the work on a request early, thrown from where the fault is found. */
public final class Refusal extends RuntimeException {

    private final transient Response response;

    public Refusal(Response response) {
        // Nobody reads the stack of a refusal, and a client that is refused often should not make us collect it.
        super("answered " + response.status(), null, false, false);
        this.response = response;
    }

    /** A refusal in the form that both services use: {@code {"error":{"code":…,"message":…}}}. */
    public static Refusal of(int status, String code, String message) {
        return new Refusal(Response.json(status, Map.of("error", Map.of("code", code, "message", message))));
    }

    public static Refusal badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    public static Refusal notFound(String message) {
        return of(404, "NotFound", message);
    }

    public static Refusal methodNotAllowed(Request request) {
        return of(405, "MethodNotAllowed", "%s is not allowed here.".formatted(request.method()));
    }

    public Response response() {
        return response;
    }
}
