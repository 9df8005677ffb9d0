package io.fourinsight.camel.login;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientCredentials;
import java.util.Map;

/** The application that users sign in through, from the options or else from the shell. */
final class Registration {
    private static final String CLIENT_ID = "FOURINSIGHT_CLIENT_ID";
    private static final String CLIENT_SECRET = "FOURINSIGHT_CLIENT_SECRET";

    private Registration() {}

    /**
     * The credentials; without a secret those of a public client. A secret in the shell is not sent for another
     * application than the one that the shell names.
     *
     * @throws IllegalArgumentException if there is no client id
     */
    static ClientCredentials of(LoginOptions options, Map<String, String> variables) {
        String usual = variables.getOrDefault(CLIENT_ID, "");
        String id = isBlank(options.clientId) ? usual : options.clientId;
        if (id.isBlank()) {
            throw new IllegalArgumentException("Missing --client-id, or the variable " + CLIENT_ID
                    + ": the registration of your application at 4Insight, or at the issuer");
        }
        boolean otherApplication = !usual.isBlank() && !usual.equals(id);
        String usualSecret = otherApplication ? null : variables.get(CLIENT_SECRET);
        String secret = isBlank(options.clientSecret) ? usualSecret : options.clientSecret;
        return isBlank(secret) ? ClientCredentials.publicClient(id) : new ClientCredentials(id, Secret.of(secret));
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
