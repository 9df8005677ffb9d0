package io.fourinsight.camel.observe;

import io.fourinsight.client.session.Session;
import io.fourinsight.client.session.SessionIdentity;
import io.fourinsight.client.session.TokenStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One session as people see it; holds nothing secret.
 *
 * @param route that the session is of; null if it is of none
 * @param session to act on
 */
public record SessionRow(@Nullable String route, Session session) {

    /** The session key, or {@code default}. */
    public String key() {
        String key = session.identity().sessionKey();
        return key == null ? "default" : key;
    }

    /** Whether exchanges fail: there is no usable token and the last refresh failed, or somebody must sign in. */
    public boolean isFailing() {
        TokenStatus status = session.status();
        return status.signInNeeded() || status.lastErrorCode() != null && !status.isUsable();
    }

    /** Seconds until the token is not good any more, never negative, zero if none is to be had; null if none was asked for. */
    public @Nullable Long secondsToExpiry(Instant now) {
        TokenStatus status = session.status();
        Instant expiresAt = status.expiresAt();
        // A session that never had a token must not look better to an alert than one that has lost it.
        if (status.state() == TokenStatus.State.REJECTED || expiresAt == null && isFailing()) {
            return 0L;
        }
        return expiresAt == null
                ? null
                : Math.max(0, Duration.between(now, expiresAt).toSeconds());
    }

    /** Its values by name, in the order that people read them; it leaves out what it does not know. */
    public Map<String, Object> values(Instant now) {
        SessionIdentity identity = session.identity();
        TokenStatus status = session.status();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("route", route == null ? "" : route);
        values.put("sessionKey", key());
        values.put("service", text(identity.service()));
        values.put("type", text(identity.type()));
        values.put("state", text(status.state()));
        put(values, "secondsToExpiry", secondsToExpiry(now));
        values.put("refreshes", status.refreshes());
        values.put("failures", status.failures());
        put(values, "lastError", status.lastErrorCode());
        values.put("signInNeeded", status.signInNeeded());
        put(
                values,
                "nextTry",
                status.retryAt() == null ? null : status.retryAt().toString());
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
