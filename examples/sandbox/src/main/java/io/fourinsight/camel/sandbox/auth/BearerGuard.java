package io.fourinsight.camel.sandbox.auth;

import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;

/** Lets only requests with a valid token for it through to a service. */
final class BearerGuard implements Service {

    private final Callers callers;
    private final ServiceScopes scopes;
    private final Service service;

    BearerGuard(Callers callers, ServiceScopes scopes, Service service) {
        this.callers = callers;
        this.scopes = scopes;
        this.service = service;
    }

    @Override
    public Response answer(Request request) {
        boolean allowed = callers.bearer(request)
                .filter(caller -> scopes.areAmong(caller.scope()))
                .isPresent();
        return allowed ? service.answer(request) : unauthorized();
    }

    private static Response unauthorized() {
        return Refusal.of(401, "Unauthorized", "The access token is missing, expired, revoked or for another service.")
                .response()
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
}
