package io.fourinsight.camel.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a fetch brought no token: failure as data, from which each caller gets a {@link SessionException} of its own.
 *
 * <p>Its message names the endpoint and codes and holds nothing secret; its cause is an I/O error or absent, never a
 * parser's exception, because those quote the text that they could not parse.
 */
final class TokenFetchException extends Exception {
    private enum Kind {
        UNAVAILABLE,
        LOGIN_REQUIRED,
        MISCONFIGURED
    }

    private final Kind kind;
    private final String errorCode;
    private final transient Optional<Duration> retryAfter;
    private final boolean grantUnused;
    private final String command;

    private TokenFetchException(
            Kind kind,
            String errorCode,
            String message,
            Optional<Duration> retryAfter,
            Throwable cause,
            boolean grantUnused,
            String command) {
        super(message, cause);
        this.kind = kind;
        this.errorCode = errorCode;
        this.retryAfter = retryAfter;
        this.grantUnused = grantUnused;
        this.command = command;
    }

    private TokenFetchException(
            Kind kind, String errorCode, String message, Optional<Duration> retryAfter, Throwable cause) {
        this(kind, errorCode, message, retryAfter, cause, false, null);
    }

    /** May go better later. */
    static TokenFetchException unavailable(String errorCode, String message) {
        return new TokenFetchException(Kind.UNAVAILABLE, errorCode, message, Optional.empty(), null);
    }

    /** May go better later, after an error that says nothing secret. */
    static TokenFetchException unavailable(String errorCode, String message, Throwable cause) {
        return new TokenFetchException(Kind.UNAVAILABLE, errorCode, message, Optional.empty(), cause);
    }

    /** May go better after the time that the server asked for. */
    static TokenFetchException busy(String errorCode, String message, Optional<Duration> retryAfter) {
        return new TokenFetchException(Kind.UNAVAILABLE, errorCode, message, retryAfter, null);
    }

    /** Goes better only when somebody changes the configuration, here or at the server. */
    static TokenFetchException misconfigured(String errorCode, String message) {
        return new TokenFetchException(Kind.MISCONFIGURED, errorCode, message, Optional.empty(), null);
    }

    /** Goes better only when the user has signed in. */
    static TokenFetchException loginRequired(String errorCode, String message) {
        return new TokenFetchException(Kind.LOGIN_REQUIRED, errorCode, message, Optional.empty(), null);
    }

    /** The same, of a request whose grant (a refresh token, a code) surely was not used up by it. */
    TokenFetchException withGrantUnused() {
        return new TokenFetchException(kind, errorCode, getMessage(), retryAfter, getCause(), true, command);
    }

    /** The same, which says how to sign in. */
    TokenFetchException withCommand(String command) {
        return new TokenFetchException(kind, errorCode, getMessage(), retryAfter, getCause(), grantUnused, command);
    }

    boolean isLoginRequired() {
        return kind == Kind.LOGIN_REQUIRED;
    }

    /** False if the server may have used up the grant, and so it must not be sent again. */
    boolean isGrantUnused() {
        return grantUnused;
    }

    boolean isMisconfigured() {
        return kind == Kind.MISCONFIGURED;
    }

    String errorCode() {
        return errorCode;
    }

    /** That signs in; null if it was not said. */
    String command() {
        return command;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** A new exception with the stack of the caller, who did not run the fetch. */
    SessionException forSession(String sessionKey, Instant retryAt) {
        String text =
                SessionException.name(sessionKey) + " has no usable token: " + getMessage() + ". " + advice(retryAt);
        return exception(sessionKey, text, retryAt);
    }

    /** The same for the user who is signing in. */
    SessionException forSignIn(String sessionKey, Instant now) {
        return exception(
                sessionKey, "Signing in to " + SessionException.named(sessionKey) + " failed: " + getMessage(), now);
    }

    private SessionException exception(String sessionKey, String text, Instant retryAt) {
        return switch (kind) {
            case UNAVAILABLE -> new SessionException.Unavailable(sessionKey, errorCode, text, retryAt, getCause());
            case LOGIN_REQUIRED -> new SessionException.LoginRequired(sessionKey, errorCode, text, command);
            case MISCONFIGURED -> new SessionException.Misconfigured(sessionKey, errorCode, text);
        };
    }

    /** What comes next, or what to do. */
    String advice(Instant retryAt) {
        if (kind != Kind.LOGIN_REQUIRED) {
            return "Next try at " + retryAt + " or later.";
        }
        return command == null ? "The user must sign in." : "To sign in, run: " + command;
    }
}
