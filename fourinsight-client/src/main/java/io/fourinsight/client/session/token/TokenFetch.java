package io.fourinsight.client.session.token;

import io.fourinsight.client.session.BearerToken;
import java.time.Clock;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/** One attempt to get a token, from wherever; may block. */
@FunctionalInterface
public interface TokenFetch {
    /**
     * @param rejected knows the tokens that a server answered 401 to: they are not worth getting again
     */
    BearerToken fetch(Predicate<BearerToken> rejected) throws TokenFetchException;

    /** One request for a token; may block for as long as the token endpoint's time-out. */
    @FunctionalInterface
    interface Request {
        TokenGrant send() throws TokenFetchException;
    }

    /**
     * Gives what a token endpoint grants its times.
     *
     * @param random from 0 to 1
     */
    static TokenFetch timed(Request request, Clock clock, DoubleSupplier random) {
        return rejected -> {
            long sentAt = clock.millis(); // before sending, so that the answer's way does not lengthen the lifetime
            TokenGrant grant = request.send();
            return TokenLifetime.of(grant, sentAt, random.getAsDouble()).token(grant.accessToken());
        };
    }
}
