package io.fourinsight.client.session;

import io.fourinsight.client.base.Secret;
import java.time.Instant;

/**
 * An access token with its times: fresh at first, then due to be renewed, and usable until {@link #hardAt()}.
 *
 * <p>Immutable. State is asked of the value and the current time together, so there is no state field that could
 * get out of step with the clock.
 */
public final class BearerToken {
    private final Secret value;
    private final String authorization;
    private final long obtainedAt;
    private final long softAt;
    private final long hardAt;
    private final boolean rejected;

    private BearerToken(Secret value, long obtainedAt, long softAt, long hardAt, boolean rejected) {
        this.value = value;
        this.authorization = "Bearer " + value.value();
        this.obtainedAt = obtainedAt;
        this.softAt = softAt;
        this.hardAt = hardAt;
        this.rejected = rejected;
    }

    /**
     * A token that no server has refused.
     *
     * @param accessToken the token itself, without {@code Bearer}
     * @param obtainedAt when the request that brought it was sent
     * @param softAt from when on a new token should be fetched
     * @param hardAt from when on this token must not be used
     */
    public static BearerToken of(Secret accessToken, Instant obtainedAt, Instant softAt, Instant hardAt) {
        return new BearerToken(
                accessToken, obtainedAt.toEpochMilli(), softAt.toEpochMilli(), hardAt.toEpochMilli(), false);
    }

    /** The value of the {@code Authorization} header, built once (RFC 6750 section 2.1). */
    public String authorization() {
        return authorization;
    }

    /** The token itself, without {@code Bearer}, for what hides it in texts. */
    public String value() {
        return value.value();
    }

    /** From here on this token is not used any more. */
    public Instant hardAt() {
        return Instant.ofEpochMilli(hardAt);
    }

    /**
     * Whether the token can be used without a thought. A clock that went back behind the moment at which the token
     * was obtained says nothing about its age: then it is not fresh, but still usable.
     */
    public boolean isFresh(long now) {
        return now < softAt && now >= obtainedAt && !rejected;
    }

    public boolean isUsable(long now) {
        return now < hardAt;
    }

    public boolean isRejected() {
        return rejected;
    }

    /** The same token, marked: a server answered 401 to it, so it is never fresh again. */
    public BearerToken asRejected() {
        return rejected ? this : new BearerToken(value, obtainedAt, softAt, hardAt, true);
    }

    public boolean sameValue(BearerToken other) {
        return this == other || other != null && value.equals(other.value);
    }

    /** A fingerprint and the expiry, never the token. */
    @Override
    public String toString() {
        return "BearerToken[" + value.fingerprint() + " until " + hardAt() + (rejected ? ", rejected]" : "]");
    }
}
