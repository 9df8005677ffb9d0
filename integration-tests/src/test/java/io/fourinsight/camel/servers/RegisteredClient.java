package io.fourinsight.camel.servers;

import io.fourinsight.camel.options.FourInsightConfiguration;
import io.fourinsight.client.session.SessionType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The clients that both servers know, from {@code oidc.mjs} and {@code fourinsight-realm.json}. */
enum RegisteredClient {
    SERVICE("service", "service-secret"),

    /** In its id and secret is what forms, headers and URLs give a meaning to. */
    SPECIAL("special:service", "s+ %41&=/:?#@!$'()*,;[]{}<>|\\^`~\""),

    /** Its tokens live for five seconds, those of the others for five minutes. */
    SHORT_LIVED("short-lived", "short-lived-secret"),

    /** Users sign in to it; it has no grant of its own. */
    WEB("web", "web-secret"),

    /** Users sign in to it as well, but it has no secret and so must prove itself (RFC 7636). */
    NATIVE("native", null),

    /** The same, with access tokens that live for three seconds. */
    SHORT_LIVED_NATIVE("short-lived-native", null),

    /** The same, with a page on which users may cancel the sign-in. */
    CANCELLABLE("cancellable", null),

    /** May ask what the tokens of all the others are worth. */
    API("api", "api-secret");

    private final String id;
    private final String secret;

    RegisteredClient(String id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    String id() {
        return id;
    }

    String secret() {
        return secret;
    }

    /** A configuration with the credentials of this client, and nothing else. */
    FourInsightConfiguration credentials() {
        FourInsightConfiguration configuration = new FourInsightConfiguration();
        configuration.setClientId(id);
        configuration.setClientSecret(secret);
        return configuration;
    }

    /** A configuration of users who sign in to this client, and call an API. */
    FourInsightConfiguration ofUsers(AuthorizationServer server, ProtectedApi api, Path tokens) {
        FourInsightConfiguration configuration = credentials();
        configuration.setSessionType(SessionType.USER);
        configuration.setTokenDirectory(tokens.toString());
        configuration.setSignInHosts(server.issuer().getRawAuthority());
        configuration.setApiUrl(api.url().toString());
        return configuration;
    }

    /** A form with the credentials of this client, and nothing else. */
    Map<String, String> form() {
        Map<String, String> form = new HashMap<>(Map.of("client_id", id));
        if (secret != null) {
            form.put("client_secret", secret);
        }
        return form;
    }
}
