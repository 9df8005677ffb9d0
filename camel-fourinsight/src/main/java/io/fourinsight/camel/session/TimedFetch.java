package io.fourinsight.camel.session;

import java.time.Clock;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * Gives what a token endpoint grants its times.
 *
 * @param random from 0 to 1
 */
record TimedFetch(GrantFetch fetch, Clock clock, DoubleSupplier random) implements TokenFetch {
    @Override
    public BearerToken fetch(Predicate<BearerToken> rejected) throws TokenFetchException {
        long sentAt = clock.millis(); // before sending, so that the answer's way does not lengthen the lifetime
        TokenGrant grant = fetch.fetch();
        return BearerToken.of(grant.accessToken(), TokenLifetime.of(grant, sentAt, random.getAsDouble()));
    }
}
