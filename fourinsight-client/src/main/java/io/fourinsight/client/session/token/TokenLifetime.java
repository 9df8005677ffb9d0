package io.fourinsight.client.session.token;

import io.fourinsight.client.base.Secret;
import io.fourinsight.client.session.BearerToken;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * The times of a new token, derived from what the server said about its lifetime; milliseconds since the epoch.
 *
 * @param startsAt just before the request was sent, the latest moment that surely lies before the token was issued
 * @param softAt from here on it is refreshed, with a random part so that many clients do not come at once
 * @param hardAt from here on it is not used: a little before its end, so that a request does not arrive too late
 */
public record TokenLifetime(long startsAt, long softAt, long hardAt) {
    /** Taken when the server gives no usable {@code expires_in}, which RFC 6749 section 5.1 only recommends. */
    private static final long DEFAULT = Duration.ofMinutes(5).toSeconds();

    /** Longer answers are not believed: a mistaken unit must not keep a token for years. */
    private static final long LONGEST = Duration.ofHours(24).toSeconds();

    private static final long WIDEST_MARGIN = Duration.ofSeconds(30).toMillis();

    /**
     * @param sentAt before the request was sent
     * @param random from 0 to 1
     */
    public static TokenLifetime of(TokenGrant grant, long sentAt, double random) {
        return of(length(grant), grant.refreshIn(), sentAt, random);
    }

    private static TokenLifetime of(long length, OptionalLong refreshIn, long sentAt, double random) {
        long hard = length - Math.min(WIDEST_MARGIN, length / 10);
        long soft = positive(refreshIn).isPresent()
                ? 1000 * Math.min(refreshIn.getAsLong(), LONGEST)
                : (long) (length * (0.75 + 0.1 * random));
        // not before half of it, else a server that says "refresh in 1 s" would be asked all the time
        soft = Math.min(Math.max(soft, length / 2), hard);
        return new TokenLifetime(sentAt, sentAt + soft, sentAt + hard);
    }

    /** How long what was granted is taken to live, in milliseconds. */
    public static long length(TokenGrant grant) {
        return length(grant.expiresIn());
    }

    private static long length(OptionalLong expiresIn) {
        return 1000 * Math.min(positive(expiresIn).orElse(DEFAULT), LONGEST);
    }

    /**
     * The times of a token that was stored, as far as they can be told: an end that lies further away than the token
     * was to live is not believed.
     *
     * @param expiresIn seconds that the token was to live in all, if known
     */
    public static TokenLifetime ofStored(OptionalLong expiresIn, long expiresAt, long now, double random) {
        long left = Math.min(expiresAt - now, 1000 * LONGEST);
        long length = positive(expiresIn).isPresent() ? length(expiresIn) : Math.max(left, 1);
        return of(length, OptionalLong.empty(), now + Math.min(left - length, 0), random);
    }

    /** The same, but to be seen to again at that time at the latest. */
    public TokenLifetime softBy(long moment) {
        return new TokenLifetime(startsAt, Math.min(softAt, moment), hardAt);
    }

    /** A token with these times. */
    public BearerToken token(Secret accessToken) {
        return BearerToken.of(
                accessToken,
                Instant.ofEpochMilli(startsAt),
                Instant.ofEpochMilli(softAt),
                Instant.ofEpochMilli(hardAt));
    }

    private static OptionalLong positive(OptionalLong seconds) {
        return seconds.isPresent() && seconds.getAsLong() > 0 ? seconds : OptionalLong.empty();
    }
}
