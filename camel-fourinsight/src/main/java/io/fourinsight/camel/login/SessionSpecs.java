package io.fourinsight.camel.login;

import io.fourinsight.camel.options.FourInsightConstants;
import io.fourinsight.camel.options.SessionConfiguration;
import io.fourinsight.camel.options.SessionCredentials;
import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.ClientCredentials;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.SessionKeys;
import io.fourinsight.client.session.SessionType;
import io.fourinsight.client.session.oauth.SignInHosts;
import io.fourinsight.client.session.user.SignInCommand;
import io.fourinsight.client.session.user.UserAccount;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that an endpoint may use: its own, and those that the component lists by key.
 *
 * <p>Each is worked out once. Only listed keys are kept besides the endpoint's own, so that keys from messages cannot
 * make this grow.
 */
public final class SessionSpecs {

    /** As many keys does an error list. */
    private static final int SHOWN_KEYS = 20;

    private final ServiceSettings settings;
    private final SessionConfiguration configuration;
    private final Map<String, SessionCredentials> sessions;
    private final Map<String, SessionSpec> listed = new ConcurrentHashMap<>();
    private final @Nullable SessionSpec own; // null if messages choose

    /**
     * @throws IllegalArgumentException if the endpoint's own key is not allowed or its credentials are missing
     */
    public SessionSpecs(
            ServiceSettings settings, SessionConfiguration configuration, Map<String, SessionCredentials> sessions) {
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
    public SessionSpec own() {
        if (own == null) {
            throw new IllegalArgumentException("sessionKey must be set, as an option or as the header "
                    + FourInsightConstants.SESSION_KEY + ", to one of the component's sessions");
        }
        return own;
    }

    /**
     * The sign-in to be guided on the console when a route starts, if that is asked for. Sessions that messages choose
     * have none.
     */
    public Optional<UserSessionSpec> interactive() {
        return configuration.isInteractiveLogin() && own instanceof UserSessionSpec user
                ? Optional.of(user)
                : Optional.empty();
    }

    /**
     * The session that a message asks for.
     *
     * @throws IllegalArgumentException if the key is not listed: a message must not choose among credentials that nobody
     *     offered it, nor make up keys
     */
    public SessionSpec ofMessage(String key) {
        SessionKeys.validate(FourInsightConstants.SESSION_KEY, key);
        return key.equals(configuration.getSessionKey()) ? own() : listed(key);
    }

    private SessionSpec listed(String key) {
        SessionCredentials credentials = sessions.get(key);
        if (credentials == null) {
            throw new IllegalArgumentException("sessionKey '" + key
                    + "' is not configured; allowed are the keys of the component's sessions, " + keys());
        }
        return listed.computeIfAbsent(key, k -> login(k, "sessions[" + k + "].", credentials));
    }

    private String keys() {
        String shown = sessions.keySet().stream().sorted().limit(SHOWN_KEYS).collect(Collectors.joining(", "));
        int more = sessions.size() - SHOWN_KEYS;
        return sessions.isEmpty() ? "of which there are none" : shown + (more > 0 ? " and " + more + " more" : "");
    }

    private SessionCredentials unlisted() {
        SessionCredentials credentials = new SessionCredentials();
        credentials.setClientId(configuration.getClientId());
        credentials.setClientSecret(configuration.getClientSecret());
        return credentials;
    }

    private SessionSpec login(@Nullable String key, String prefix, SessionCredentials credentials) {
        String clientId = required(prefix + "clientId", credentials.getClientId());
        return configuration.getSessionType() == SessionType.USER
                ? user(key, clientId, credentials.getClientSecret())
                : client(key, clientId, required(prefix + "clientSecret", credentials.getClientSecret()));
    }

    private SessionSpec client(@Nullable String key, String clientId, String clientSecret) {
        ClientCredentials application =
                new ClientCredentials(clientId, Secret.of(clientSecret), configuration.getClientAuthentication());
        SessionIdentity client =
                SessionIdentity.client(key, settings.service(), settings.tokenUrl(), settings.scope(), application);
        return new ClientSessionSpec(client, application);
    }

    /** The application that people sign in to may be a public one, without a secret (RFC 6749, section 2.1). */
    private SessionSpec user(@Nullable String key, String clientId, @Nullable String clientSecret) {
        ClientCredentials application = clientSecret == null || clientSecret.isBlank()
                ? ClientCredentials.publicClient(clientId)
                : new ClientCredentials(clientId, Secret.of(clientSecret), configuration.getClientAuthentication());
        UserAccount account = settings.account(key, configuration);
        SignInHosts hosts =
                SignInHosts.of(List.of(configuration.getSignInHosts().split("\\s*,\\s*")));
        // only a token URL that is set binds the session to it; else the stored tokens say where they came from
        URI tokenUrl = configuration.getTokenUrl() == null ? null : settings.tokenUrl();
        SessionIdentity stored =
                SessionIdentity.user(key, settings.service(), tokenUrl, settings.scope(), account.file(), application);
        SignInCommand command = account.signInCommand().at(settings.otherAuthority(configuration), hosts);
        boolean forced = configuration.isAuthForce();
        return new UserSessionSpec(stored, forced, application, account, hosts, forced ? command.force() : command);
    }

    private static String required(String option, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(option + " must be set");
        }
        return value;
    }
}
