package io.fourinsight.camel.sandbox;

import io.fourinsight.camel.sandbox.page.Connection;
import java.util.List;

/** What the sandbox's page tells to those that want to use it; of secrets, only those that every sandbox has. */
final class PageConnection {

    private static final String COMPONENT = "camel.component.fourinsight.";

    private PageConnection() {}

    static Connection of(Sandbox sandbox) {
        return new Connection(
                sandbox.pageUrl(),
                List.of(
                        new Connection.Snippet("For an application", ReadyProperties.of(sandbox)),
                        new Connection.Snippet("For a person who signs in", person(sandbox))),
                List.of(
                        new Connection.SignIn("REST API", sandbox.authorityUrl(), Sandbox.USER, Sandbox.PASSWORD),
                        new Connection.SignIn(
                                "reservoir", sandbox.reservoirAuthorityUrl(), Sandbox.USER, Sandbox.PASSWORD)));
    }

    private static String person(Sandbox sandbox) {
        return line("session-type", "user")
                + line("interactive-login", true)
                + line("api-url", sandbox.apiUrl())
                + line("reservoir-url", sandbox.reservoirUrl())
                + line("sign-in-hosts", sandbox.apiUrl().getHost())
                + line("client-id", Sandbox.USER_CLIENT_ID)
                + line("client-secret", Sandbox.USER_CLIENT_SECRET);
    }

    private static String line(String name, Object value) {
        return COMPONENT + name + "=" + value + "\n";
    }
}
