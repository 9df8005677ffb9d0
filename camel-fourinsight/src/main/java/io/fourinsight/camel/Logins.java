package io.fourinsight.camel;

import io.fourinsight.camel.session.ClientCredentials;
import io.fourinsight.camel.session.Secret;
import io.fourinsight.camel.session.SessionIdentity;
import io.fourinsight.camel.session.SessionKeys;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions that an endpoint may use: its own, and those that the component lists by key.
 *
 * <p>Each is worked out once. Only listed keys are kept besides the endpoint's own, so that keys from messages cannot
 * make this grow.
 */
final class Logins {

    /** A session's identity, with the credentials to make it. */
    record Login(SessionIdentity identity, ClientCredentials credentials) {}

    private final ServiceSettings settings;
    private final SessionConfiguration configuration;
    private final Map<String, SessionCredentials> sessions;
    private final Map<String, Login> listed = new ConcurrentHashMap<>();
    private final Login own;

    /** @throws IllegalArgumentException if the endpoint's own key is not allowed or its credentials are missing */
    Logins(ServiceSettings settings, SessionConfiguration configuration, Map<String, SessionCredentials> sessions) {
        this.settings = settings;
        this.configuration = configuration;
        this.sessions = sessions;
        String key = configuration.getSessionKey();
        if (key != null) {
            SessionKeys.validate("sessionKey", key);
        }
        // With sessions listed and neither key nor credentials set here, each message has to choose.
        boolean chosenByMessages = key == null && !sessions.isEmpty() && configuration.getClientId() == null;
        if (chosenByMessages) {
            this.own = null;
        } else {
            this.own = key == null || sessions.isEmpty() ? login(key, "", unlisted()) : listed(key);
        }
    }

    /**
     * The endpoint's own session.
     *
     * @throws IllegalArgumentException if it has none, because its messages are to choose one
     */
    Login own() {
        if (own == null) {
            throw new IllegalArgumentException("sessionKey must be set, as an option or as the header "
                    + FourInsightConstants.SESSION_KEY + ", to one of the component's sessions");
        }
        return own;
    }

    /**
     * The session that a message asks for.
     *
     * @throws IllegalArgumentException if the key is not listed: a message must not choose among credentials that nobody
     *     offered it, nor make up keys
     */
    Login ofMessage(String key) {
        SessionKeys.validate(FourInsightConstants.SESSION_KEY, key);
        return key.equals(configuration.getSessionKey()) ? own() : listed(key);
    }

    private Login listed(String key) {
        SessionCredentials credentials = sessions.get(key);
        if (credentials == null) {
            throw new IllegalArgumentException(
                    "sessionKey '" + key + "' is not configured; allowed are the keys of the component's sessions"
                            + (sessions.isEmpty() ? ", of which there are none" : ""));
        }
        return listed.computeIfAbsent(key, k -> login(k, "sessions[" + k + "].", credentials));
    }

    private SessionCredentials unlisted() {
        SessionCredentials credentials = new SessionCredentials();
        credentials.setClientId(configuration.getClientId());
        credentials.setClientSecret(configuration.getClientSecret());
        return credentials;
    }

    private Login login(String key, String prefix, SessionCredentials credentials) {
        ClientCredentials application = new ClientCredentials(
                required(prefix + "clientId", credentials.getClientId()),
                Secret.of(required(prefix + "clientSecret", credentials.getClientSecret())),
                configuration.getClientAuthentication());
        return new Login(
                SessionIdentity.client(key, settings.service(), settings.tokenUrl(), settings.scope(), application),
                application);
    }

    private static String required(String option, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + " must be set for a client session");
        }
        return value;
    }
}
