package io.fourinsight.camel.sandbox.auth;

import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;

/** Lets only requests with a valid token of one scope through to a service. */
public final class BearerGuard implements Service {

    private final Callers callers;
    private final String scope;
    private final Service service;

    public BearerGuard(Callers callers, String scope, Service service) {
        this.callers = callers;
        this.scope = scope;
        this.service = service;
    }

    @Override
    public Response answer(Request request) {
        boolean allowed = callers.bearer(request)
                .filter(caller -> caller.scope().equals(scope))
                .isPresent();
        return allowed ? service.answer(request) : unauthorized();
    }

    private static Response unauthorized() {
        return Refusal.of(401, "Unauthorized", "The access token is missing, expired, revoked or for another service.")
                .response()
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
}
