package io.fourinsight.client.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * There is no token for a session; the subclass tells what can help.
 *
 * <p>Messages name the session, the token endpoint, the error code and what to do; they never hold a secret, a token
 * or a server's text.
 */
public abstract sealed class SessionException extends RuntimeException
        permits SessionException.Unavailable, SessionException.LoginRequired, SessionException.Misconfigured {
    private static final long serialVersionUID = 1L;

    private final @Nullable String sessionKey;
    private final String errorCode;

    private SessionException(@Nullable String sessionKey, String errorCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.sessionKey = sessionKey;
        this.errorCode = errorCode;
    }

    /** The key of the session, or null for the session that has none. */
    public @Nullable String sessionKey() {
        return sessionKey;
    }

    /**
     * The error code of the server (RFC 6749 sections 4.1.2.1 and 5.2, such as {@code access_denied} and {@code
     * invalid_client}), or one of ours.
     *
     * <p>{@link Unavailable}: {@code connection_failed}, {@code timeout}, {@code redirect}, {@code invalid_response},
     * {@code http_503} and its like, {@code token_rejected}, {@code interrupted}, {@code closed}, {@code
     * internal_error}; of users also {@code not_stored}, {@code token_file_damaged}, {@code token_file_locked}, {@code
     * token_file_failed}.
     *
     * <p>{@link Misconfigured}, of users: {@code other_token_url}, {@code token_file_foreign}, {@code
     * token_file_refused}.
     *
     * <p>{@link LoginRequired}: {@code not_signed_in}, {@code no_console}, {@code no_refresh_token}, {@code
     * refresh_token_spent}, {@code sign_in_forced}, {@code other_user}.
     *
     * <p>While signing in: {@code invalid_nonce}, {@code invalid_discovery}, {@code no_port}.
     */
    public String errorCode() {
        return errorCode;
    }

    public static String name(@Nullable String sessionKey) {
        return sessionKey == null ? "The default session" : "Session '" + sessionKey + "'";
    }

    /** As {@link #name}, within a sentence. */
    public static String named(@Nullable String sessionKey) {
        return sessionKey == null ? "the default session" : "session '" + sessionKey + "'";
    }

    public static Unavailable closed(@Nullable String sessionKey, Instant now) {
        return new Unavailable(sessionKey, "closed", name(sessionKey) + " is closed: its route was stopped", now, null);
    }

    /** Nobody need do anything: the token endpoint cannot be reached or fails, and is tried again. */
    public static final class Unavailable extends SessionException {
        private static final long serialVersionUID = 1L;

        private final Instant retryAt;

        public Unavailable(
                @Nullable String sessionKey,
                String errorCode,
                String message,
                Instant retryAt,
                @Nullable Throwable cause) {
            super(sessionKey, errorCode, message, cause);
            this.retryAt = retryAt;
        }

        /** When the token endpoint is asked again at the earliest, if somebody needs a token then. */
        public Instant retryAt() {
            return retryAt;
        }
    }

    /** The user must sign in. */
    public static final class LoginRequired extends SessionException {
        private static final long serialVersionUID = 1L;

        private final @Nullable String command;

        public LoginRequired(@Nullable String sessionKey, String errorCode, String message, @Nullable String command) {
            super(sessionKey, errorCode, message, null);
            this.command = command;
        }

        /** The user is to sign in when a route starts, and there is no console to do it on. */
        public static LoginRequired noConsole(@Nullable String sessionKey, String command) {
            return atStart(
                    sessionKey, "no_console", "interactiveLogin needs a console, which this process has not", command);
        }

        /** The user was asked to sign in when a route started, and did not. */
        public static LoginRequired notSignedIn(@Nullable String sessionKey, String command) {
            return atStart(sessionKey, "not_signed_in", "nobody has signed in on the console", command);
        }

        private static LoginRequired atStart(
                @Nullable String sessionKey, String errorCode, String why, String command) {
            String text = name(sessionKey) + " has no usable token: " + why + ". " + advice(command);
            return new LoginRequired(sessionKey, errorCode, text, command);
        }

        /** What a message says of the command and of what that needs. */
        public static String advice(String command) {
            return "To sign in, run: " + command
                    + " (in the folder of camel-fourinsight, after mvn -q -pl examples/login -am"
                    + " -DskipTests package, with FOURINSIGHT_CLIENT_ID in the environment, and FOURINSIGHT_CLIENT_SECRET if"
                    + " the application has one)";
        }

        /** The command that signs in, or null if none is known. */
        public @Nullable String command() {
            return command;
        }
    }

    /** Somebody must change the configuration: the token endpoint refuses the credentials or the request. */
    public static final class Misconfigured extends SessionException {
        private static final long serialVersionUID = 1L;

        public Misconfigured(@Nullable String sessionKey, String errorCode, String message) {
            super(sessionKey, errorCode, message, null);
        }
    }
}
