package io.fourinsight.camel.sandbox.auth;

import io.fourinsight.camel.sandbox.http.Refusal;
import io.fourinsight.camel.sandbox.http.Request;
import io.fourinsight.camel.sandbox.http.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The page that asks for a name and a password; its form goes to the URL that the page itself has. */
final class SignInForm {

    private static final Page PAGE = Page.load("sign-in.html");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    private final Users users;

    SignInForm(Users users) {
        this.users = users;
    }

    /** The user who signs in with this request. */
    Optional<String> user(Request request) {
        String name = field(request, "username");
        return Optional.of(name).filter(given -> users.accept(given, field(request, "password")));
    }

    boolean isCancelled(Request request) {
        return !field(request, "cancel").isEmpty();
    }

    /** The form, for the first time or once more. */
    Response page(Request request, String application, boolean cancellable) {
        if (!METHODS.contains(request.method())) {
            throw Refusal.methodNotAllowed(request);
        }
        String alert = request.method().equals("POST") ? "The user name or the password is wrong." : "";
        return PAGE.answer(
                200,
                Map.of(
                        "application",
                        application,
                        "alert",
                        alert,
                        "username",
                        field(request, "username"),
                        "cancel",
                        cancellable ? "" : "hidden"));
    }

    private static String field(Request request, String name) {
        return request.method().equals("POST") ? NimbusRequests.formValue(request.body(), name) : "";
    }
}
