package io.fourinsight.camel.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the component, and routes of the documentation, need to use a sandbox, as text of a properties file. */
public final class ReadyProperties {

    private static final String COMPONENT = "camel.component.fourinsight.";

    private ReadyProperties() {}

    /** For a sandbox with the clients that each has. */
    public static String of(Sandbox sandbox) {
        return of(sandbox, Map.of());
    }

    /**
     * For a sandbox with more clients, each with a session key of its own.
     *
     * @param clients their secrets by their ids, which are also the session keys
     */
    static String of(Sandbox sandbox, Map<String, String> clients) {
        String authority = sandbox.apiUrl().getAuthority();
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("token-url", sandbox.tokenUrl());
        component.put("api-url", sandbox.apiUrl());
        component.put("reservoir-url", sandbox.reservoirUrl());
        component.put("client-id", Sandbox.CLIENT_ID);
        component.put("client-secret", Sandbox.CLIENT_SECRET);
        component.put("sign-in-hosts", authority);
        clients.forEach((id, secret) -> {
            component.put("sessions[" + id + "].client-id", id);
            component.put("sessions[" + id + "].client-secret", secret);
        });
        Map<String, Object> others = new LinkedHashMap<>();
        others.put("sandbox", "http://" + authority);
        others.put("sandbox.series-id", Sandbox.TIDE_STAVANGER);
        others.put("sandbox.other-series-id", Sandbox.TIDE_BERGEN);
        others.put("sandbox.campaign-id", Sandbox.CAMPAIGN);
        others.put("sandbox.issuer", sandbox.issuer());
        others.put("sandbox.authority-url", sandbox.authorityUrl());
        others.put("sandbox.reservoir-authority-url", sandbox.reservoirAuthorityUrl());
        others.put("sandbox.user-client-id", Sandbox.USER_CLIENT_ID);
        others.put("sandbox.user-client-secret", Sandbox.USER_CLIENT_SECRET);
        others.put("sandbox.native-client-id", Sandbox.NATIVE_CLIENT_ID);
        others.put("sandbox.user", Sandbox.USER);
        others.put("sandbox.password", Sandbox.PASSWORD);
        return "# A local 4Insight, until its process ends. Its ids and secrets are good for nothing else.\n"
                + lines(COMPONENT, component) + "\n# For routes and commands of the documentation.\n"
                + lines("", others);
    }

    private static String lines(String prefix, Map<String, Object> values) {
        return values.entrySet().stream()
                .map(value -> prefix + value.getKey() + "="
                        + value.getValue().toString().replace("\\", "\\\\") + "\n")
                .collect(Collectors.joining());
    }
}
