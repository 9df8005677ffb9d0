package io.fourinsight.camel.sandbox.auth;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.Scope;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import io.fourinsight.camel.sandbox.http.Service;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** 4Insight's own way to sign in to one service: the user is shown a text, and carries it to the program. */
final class PastePage implements Service {

    private static final Page PAGE = Page.load("code.html");

    private final SignInForm form;
    private final AuthorizationCodes codes;
    private final ServiceScopes service;
    private final URI tokenUrl;
    private final Clock clock;

    PastePage(SignInForm form, AuthorizationCodes codes, ServiceScopes service, URI tokenUrl, Clock clock) {
        this.form = form;
        this.codes = codes;
        this.service = service;
        this.tokenUrl = tokenUrl;
        this.clock = clock;
    }

    @Override
    public Response answer(Request request) {
        return form.user(request)
                .map(this::code)
                .orElseGet(() -> form.page(request, IdentityProvider.USER_CLIENT_ID, false));
    }

    private Response code(String user) {
        SignIn signIn =
                new SignIn(user, IdentityProvider.USER_CLIENT_ID, Scope.parse(service.ofUsers()), clock.instant());
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("endpoint", tokenUrl.toString());
        text.put("code", codes.issue(signIn).getValue());
        return PAGE.answer(200, Map.of("user", user, "text", JSONObjectUtils.toJSONString(text)));
    }
}
