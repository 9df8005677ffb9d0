package io.fourinsight.client.session.token;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.SessionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a fetch brought no token: failure as data, from which each caller gets a {@link SessionException} of its own.
 *
 * <p>Its message names the endpoint and codes and holds nothing secret; its cause is an I/O error or absent, never a
 * parser's exception, because those quote the text that they could not parse.
 */
public final class TokenFetchException extends Exception {
    private enum Kind {
        UNAVAILABLE,
        LOGIN_REQUIRED,
        MISCONFIGURED
    }

    private enum Trait {
        /** The grant of the request surely was not used up. */
        GRANT_UNUSED,
        /** The next attempt may well succeed, so a caller may wait for it. */
        PASSING,
        /** Nothing is known but the status of the answer, which a gateway may have given. */
        BY_STATUS
    }

    /**
     * What came in the place of the refresh token that was sent, with an answer that cannot be used otherwise.
     *
     * @param subject the person that it belongs to; empty if the answer names none
     */
    public record NextRefreshToken(Secret refreshToken, Optional<String> subject) {}

    private final Kind kind;
    private final String errorCode;
    private final transient Optional<Duration> retryAfter;
    private final EnumSet<Trait> traits;
    private final @Nullable String command;
    private final transient @Nullable NextRefreshToken next;

    private TokenFetchException(
            Kind kind,
            String errorCode,
            @Nullable String message,
            Optional<Duration> retryAfter,
            @Nullable Throwable cause,
            EnumSet<Trait> traits,
            @Nullable String command,
            @Nullable NextRefreshToken next) {
        super(message, cause);
        this.kind = kind;
        this.errorCode = errorCode;
        this.retryAfter = retryAfter;
        this.traits = traits;
        this.command = command;
        this.next = next;
    }

    private TokenFetchException(
            Kind kind, String errorCode, String message, Optional<Duration> retryAfter, @Nullable Throwable cause) {
        this(kind, errorCode, message, retryAfter, cause, EnumSet.noneOf(Trait.class), null, null);
    }

    private TokenFetchException with(Kind otherKind, EnumSet<Trait> otherTraits, @Nullable String otherCommand) {
        return new TokenFetchException(
                otherKind, errorCode, getMessage(), retryAfter, getCause(), otherTraits, otherCommand, next);
    }

    private TokenFetchException with(Trait... more) {
        EnumSet<Trait> all = EnumSet.copyOf(traits);
        Collections.addAll(all, more);
        return with(kind, all, command);
    }

    /** May go better later. */
    public static TokenFetchException unavailable(String errorCode, String message) {
        return new TokenFetchException(Kind.UNAVAILABLE, errorCode, message, Optional.empty(), null);
    }

    /** May go better later, after an error that says nothing secret. */
    public static TokenFetchException unavailable(String errorCode, String message, Throwable cause) {
        return new TokenFetchException(Kind.UNAVAILABLE, errorCode, message, Optional.empty(), cause);
    }

    /** Passes, and at the earliest after the time that the server asked for. */
    public static TokenFetchException busy(String errorCode, String message, Optional<Duration> retryAfter) {
        return new TokenFetchException(Kind.UNAVAILABLE, errorCode, message, retryAfter, null).passing();
    }

    /** Of the thread of a caller who waited. */
    static TokenFetchException interrupted() {
        return unavailable("interrupted", "the thread was interrupted while it waited");
    }

    /** Of a session that is closed. */
    static TokenFetchException closed() {
        return unavailable("closed", "the session is closed");
    }

    /** Goes better only when somebody changes the configuration, here or at the server. */
    public static TokenFetchException misconfigured(String errorCode, String message) {
        return new TokenFetchException(Kind.MISCONFIGURED, errorCode, message, Optional.empty(), null);
    }

    /** Goes better only when the user has signed in. */
    public static TokenFetchException loginRequired(String errorCode, String message) {
        return new TokenFetchException(Kind.LOGIN_REQUIRED, errorCode, message, Optional.empty(), null);
    }

    /** The same, of a request whose grant (a refresh token, a code) surely was not used up by it. */
    public TokenFetchException withGrantUnused() {
        return with(Trait.GRANT_UNUSED);
    }

    /** The same, which the next attempt may well not meet, so that it is worth waiting for. */
    public TokenFetchException passing() {
        return with(Trait.PASSING);
    }

    /** The same, which it is not worth waiting for. */
    public TokenFetchException lasting() {
        EnumSet<Trait> others = EnumSet.copyOf(traits);
        others.remove(Trait.PASSING);
        return with(kind, others, command);
    }

    /**
     * The same, known by the status of the answer alone: a gateway answers so while the token endpoint is deployed, and
     * then it passes; if it comes again and again, the configuration is wrong.
     */
    public TokenFetchException byStatus() {
        return with(Trait.BY_STATUS, Trait.PASSING);
    }

    /** The same, when it has come so often that the configuration must be wrong. */
    TokenFetchException asMisconfigured() {
        return with(Kind.MISCONFIGURED, EnumSet.noneOf(Trait.class), command);
    }

    /** The same, which says how to sign in. */
    public TokenFetchException withCommand(String line) {
        return with(kind, traits, line);
    }

    /** The same, of an answer that brought this for the refresh token that was sent. */
    public TokenFetchException withNext(NextRefreshToken replacement) {
        return new TokenFetchException(
                kind, errorCode, getMessage(), retryAfter, getCause(), traits, command, replacement);
    }

    /** Empty if none came. */
    public Optional<NextRefreshToken> next() {
        return Optional.ofNullable(next);
    }

    /** Whether its caller gave up waiting, which says nothing of the fetch. */
    boolean isTimeout() {
        return errorCode.equals("timeout");
    }

    public boolean isLoginRequired() {
        return kind == Kind.LOGIN_REQUIRED;
    }

    /** False if the server may have used up the grant, and so it must not be sent again. */
    public boolean isGrantUnused() {
        return traits.contains(Trait.GRANT_UNUSED);
    }

    /** Whether a caller who needs a token should wait for the next attempt. */
    public boolean isPassing() {
        return traits.contains(Trait.PASSING);
    }

    /** See {@link #byStatus}. */
    public boolean isKnownByStatusAlone() {
        return traits.contains(Trait.BY_STATUS);
    }

    public boolean isMisconfigured() {
        return kind == Kind.MISCONFIGURED;
    }

    public String errorCode() {
        return errorCode;
    }

    /** That signs in; null if it was not said. */
    public @Nullable String command() {
        return command;
    }

    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** A new exception with the stack of the caller, which did not run the fetch. */
    public SessionException forSession(@Nullable String sessionKey, Instant retryAt) {
        String text =
                SessionException.name(sessionKey) + " has no usable token: " + getMessage() + ". " + advice(retryAt);
        return exception(sessionKey, text, retryAt);
    }

    /** The same for the user who is signing in. */
    public SessionException forSignIn(@Nullable String sessionKey, Instant now) {
        String advice = errorCode.equals("invalid_grant") // RFC 6749, section 5.2
                ? "; a code serves once, and not for long: sign in again to get another one"
                : "";
        String text = "Signing in to " + SessionException.named(sessionKey) + " failed: " + getMessage() + advice;
        return exception(sessionKey, text, now);
    }

    private SessionException exception(@Nullable String sessionKey, String text, Instant retryAt) {
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
        return command == null ? "The user must sign in." : SessionException.LoginRequired.advice(command);
    }
}
